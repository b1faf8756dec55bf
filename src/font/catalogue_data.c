/* Made from fonts/fonts.ini by tools/make-font-catalogue. */
#include "font/catalogue.h"

/* clang-format off */
const struct catalogue_face catalogue_faces[] = {
    {"BIZ UDGothic Regular", "BIZ UDGothic", "Regular", 400, "truetype/bizud-gothic/BIZUDGothic-Regular.ttf", 0, "fonts-morisawa-bizud-gothic"},
    {"BIZ UDGothic Bold", "BIZ UDGothic", "Bold", 700, "truetype/bizud-gothic/BIZUDGothic-Bold.ttf", 0, "fonts-morisawa-bizud-gothic"},
    {"BIZ UDPGothic Regular", "BIZ UDPGothic", "Regular", 400, "truetype/bizud-gothic/BIZUDPGothic-Regular.ttf", 0, "fonts-morisawa-bizud-gothic"},
    {"BIZ UDPGothic Bold", "BIZ UDPGothic", "Bold", 700, "truetype/bizud-gothic/BIZUDPGothic-Bold.ttf", 0, "fonts-morisawa-bizud-gothic"},
    {"BIZ UDMincho Regular", "BIZ UDMincho", "Regular", 400, "truetype/bizud-mincho/BIZUDMincho-Regular.ttf", 0, "fonts-morisawa-bizud-mincho"},
    {"BIZ UDPMincho Regular", "BIZ UDPMincho", "Regular", 400, "truetype/bizud-mincho/BIZUDPMincho-Regular.ttf", 0, "fonts-morisawa-bizud-mincho"},
    {"Inter Thin", "Inter", "Thin", 100, "opentype/inter/Inter-Thin.otf", 0, "fonts-inter"},
    {"Inter ExtraLight", "Inter", "ExtraLight", 200, "opentype/inter/Inter-ExtraLight.otf", 0, "fonts-inter"},
    {"Inter Light", "Inter", "Light", 300, "opentype/inter/Inter-Light.otf", 0, "fonts-inter"},
    {"Inter Regular", "Inter", "Regular", 400, "opentype/inter/Inter-Regular.otf", 0, "fonts-inter"},
    {"Inter Italic", "Inter", "Italic", 400, "opentype/inter/Inter-Italic.otf", 0, "fonts-inter"},
    {"Inter Medium", "Inter", "Medium", 500, "opentype/inter/Inter-Medium.otf", 0, "fonts-inter"},
    {"Inter SemiBold", "Inter", "SemiBold", 600, "opentype/inter/Inter-SemiBold.otf", 0, "fonts-inter"},
    {"Inter Bold", "Inter", "Bold", 700, "opentype/inter/Inter-Bold.otf", 0, "fonts-inter"},
    {"Inter Bold Italic", "Inter", "Bold Italic", 700, "opentype/inter/Inter-BoldItalic.otf", 0, "fonts-inter"},
    {"Inter ExtraBold", "Inter", "ExtraBold", 800, "opentype/inter/Inter-ExtraBold.otf", 0, "fonts-inter"},
    {"Inter Black", "Inter", "Black", 900, "opentype/inter/Inter-Black.otf", 0, "fonts-inter"},
    {"Noto Sans CJK JP Regular", "Noto Sans CJK JP", "Regular", 400, "opentype/noto/NotoSansCJK-Regular.ttc", 0, "fonts-noto-cjk"},
    {"Noto Sans CJK JP Bold", "Noto Sans CJK JP", "Bold", 700, "opentype/noto/NotoSansCJK-Bold.ttc", 0, "fonts-noto-cjk"},
    {"Noto Serif CJK JP Regular", "Noto Serif CJK JP", "Regular", 400, "opentype/noto/NotoSerifCJK-Regular.ttc", 0, "fonts-noto-cjk"},
    {"Noto Serif CJK JP Bold", "Noto Serif CJK JP", "Bold", 700, "opentype/noto/NotoSerifCJK-Bold.ttc", 0, "fonts-noto-cjk"},
    {"Open Sans Light", "Open Sans", "Light", 300, "truetype/open-sans/OpenSans-Light.ttf", 0, "fonts-open-sans"},
    {"Open Sans Regular", "Open Sans", "Regular", 400, "truetype/open-sans/OpenSans-Regular.ttf", 0, "fonts-open-sans"},
    {"Open Sans Italic", "Open Sans", "Italic", 400, "truetype/open-sans/OpenSans-Italic.ttf", 0, "fonts-open-sans"},
    {"Open Sans Semibold", "Open Sans", "Semibold", 600, "truetype/open-sans/OpenSans-Semibold.ttf", 0, "fonts-open-sans"},
    {"Open Sans Bold", "Open Sans", "Bold", 700, "truetype/open-sans/OpenSans-Bold.ttf", 0, "fonts-open-sans"},
    {"Open Sans Bold Italic", "Open Sans", "Bold Italic", 700, "truetype/open-sans/OpenSans-BoldItalic.ttf", 0, "fonts-open-sans"},
    {"Open Sans ExtraBold", "Open Sans", "ExtraBold", 800, "truetype/open-sans/OpenSans-ExtraBold.ttf", 0, "fonts-open-sans"},
    {"Roboto Thin", "Roboto", "Thin", 100, "truetype/roboto/unhinted/RobotoTTF/Roboto-Thin.ttf", 0, "fonts-roboto-unhinted"},
    {"Roboto Light", "Roboto", "Light", 300, "truetype/roboto/unhinted/RobotoTTF/Roboto-Light.ttf", 0, "fonts-roboto-unhinted"},
    {"Roboto Regular", "Roboto", "Regular", 400, "truetype/roboto/unhinted/RobotoTTF/Roboto-Regular.ttf", 0, "fonts-roboto-unhinted"},
    {"Roboto Italic", "Roboto", "Italic", 400, "truetype/roboto/unhinted/RobotoTTF/Roboto-Italic.ttf", 0, "fonts-roboto-unhinted"},
    {"Roboto Medium", "Roboto", "Medium", 500, "truetype/roboto/unhinted/RobotoTTF/Roboto-Medium.ttf", 0, "fonts-roboto-unhinted"},
    {"Roboto Bold", "Roboto", "Bold", 700, "truetype/roboto/unhinted/RobotoTTF/Roboto-Bold.ttf", 0, "fonts-roboto-unhinted"},
    {"Roboto Bold Italic", "Roboto", "Bold Italic", 700, "truetype/roboto/unhinted/RobotoTTF/Roboto-BoldItalic.ttf", 0, "fonts-roboto-unhinted"},
    {"Roboto Black", "Roboto", "Black", 900, "truetype/roboto/unhinted/RobotoTTF/Roboto-Black.ttf", 0, "fonts-roboto-unhinted"},
};
/* clang-format on */

const size_t catalogue_n = sizeof catalogue_faces / sizeof *catalogue_faces;
