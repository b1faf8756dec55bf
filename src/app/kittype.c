#include "app/kittype.h"

#include <string.h>
#include <strings.h>

#include "base/file.h"

#define OFFICE "application/vnd.openxmlformats-officedocument."
#define ODF "application/vnd.oasis.opendocument."

static const struct {
    const char *ending, *type;
} types[] = {{".pdf", "application/pdf"}, {".csv", "text/csv"},
    {".txt", "text/plain"}, {".html", "text/html"}, {".htm", "text/html"},
    {".ics", "text/calendar"}, {".png", "image/png"}, {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"}, {".gif", "image/gif"}, {".svg", "image/svg+xml"},
    {".webp", "image/webp"}, {".tif", "image/tiff"}, {".tiff", "image/tiff"},
    {".heic", "image/heic"}, {".zip", "application/zip"},
    {".json", "application/json"}, {".xml", "application/xml"},
    {".rtf", "application/rtf"}, {".doc", "application/msword"},
    {".xls", "application/vnd.ms-excel"},
    {".ppt", "application/vnd.ms-powerpoint"},
    {".docx", OFFICE "wordprocessingml.document"},
    {".xlsx", OFFICE "spreadsheetml.sheet"},
    {".pptx", OFFICE "presentationml.presentation"}, {".odt", ODF "text"},
    {".ods", ODF "spreadsheet"}, {".odp", ODF "presentation"},
    {".mp3", "audio/mpeg"}, {".m4a", "audio/mp4"}, {".wav", "audio/wav"},
    {".mp4", "video/mp4"}, {".mov", "video/quicktime"},
    {".webm", "video/webm"}};

const char *
kittype_ending(const char *name)
{
    return name + file_stem(name);
}

const char *
kittype_of(const char *name)
{
    const char *ending = kittype_ending(name);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcasecmp(types[i].ending, ending) == 0)
            return types[i].type;
    return "application/octet-stream";
}
