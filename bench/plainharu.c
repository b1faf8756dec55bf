/* plainharu FONT.ttf TEXT OUT.pdf - what libharu does on its own: the words of
 * TEXT, a line each, in one embedded face over two A4 pages, with no line
 * breaking, ruby, table or figure.  The reference of `make bench`. */
#include <stdio.h>
#include <string.h>

#include <hpdf.h>

enum { LINES_PER_PAGE = 110 };

static void
complain(HPDF_STATUS error, HPDF_STATUS detail, void *user)
{
    (void)user;
    fprintf(stderr, "plainharu: error 0x%04X, detail %u\n", (unsigned)error,
        (unsigned)detail);
}

static HPDF_Page
new_page(HPDF_Doc pdf, HPDF_Font font)
{
    HPDF_Page page = HPDF_AddPage(pdf);
    HPDF_Page_SetWidth(page, 595.276F);
    HPDF_Page_SetHeight(page, 841.89F);
    HPDF_Page_BeginText(page);
    HPDF_Page_SetFontAndSize(page, font, 6.5F);
    HPDF_Page_SetTextLeading(page, 7.2F);
    HPDF_Page_MoveTextPos(page, 40, 810);
    return page;
}

int
main(int argc, char **argv)
{
    char line[4096];
    FILE *in = argc == 4 ? fopen(argv[2], "rb") : NULL;
    if (in == NULL)
        return fputs("usage: plainharu FONT.ttf TEXT OUT.pdf\n", stderr), 2;
    HPDF_Doc pdf = HPDF_New(complain, NULL);
    HPDF_UseUTFEncodings(pdf);
    HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL);
    const char *name = HPDF_LoadTTFontFromFile(pdf, argv[1], HPDF_TRUE);
    HPDF_Font font = HPDF_GetFont(pdf, name, "UTF-8");
    HPDF_Page page = NULL;
    int on_page = LINES_PER_PAGE;
    while (fgets(line, sizeof line, in) != NULL) {
        line[strcspn(line, "\n\f")] = '\0';
        if (on_page == LINES_PER_PAGE) {
            if (page != NULL)
                HPDF_Page_EndText(page);
            page = new_page(pdf, font);
            on_page = 0;
        }
        HPDF_Page_ShowText(page, line);
        HPDF_Page_MoveToNextLine(page);
        on_page++;
    }
    if (page != NULL)
        HPDF_Page_EndText(page);
    fclose(in);
    int failed = HPDF_SaveToFile(pdf, argv[3]) != HPDF_OK;
    HPDF_Free(pdf);
    return failed;
}
