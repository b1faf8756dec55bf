# A CUPS server with one queue, `office`, for a test: everything it reads and
# writes is in one folder, and it listens on one port of 127.0.0.1.

# start_cups DIR PORT: becomes the server.  DIR is absolute.
start_cups() {
    d=$1
    mkdir -p "$d/root/ppd" "$d/spool/tmp" "$d/cache" "$d/state" "$d/log"
    cat >"$d/root/ppd/office.ppd" <<'PPD'
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "OFFICE.PPD"
*Manufacturer: "Example"
*Product: "(Office)"
*ModelName: "Office"
*ShortNickName: "Office"
*NickName: "Office"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Media: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize A3/A3: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Media: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion A3/A3: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595 842"
*ImageableArea A3/A3: "0 0 842 1191"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension A3/A3: "842 1191"
*OpenUI *Duplex/Duplex: PickOne
*OrderDependency: 20 AnySetup *Duplex
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long: ""
*Duplex DuplexTumble/Short: ""
*CloseUI: *Duplex
*DefaultFont: Courier
*Font Courier: Standard "(1)" Standard ROM
PPD
    cat >"$d/root/printers.conf" <<CONF
<Printer office>
Info Office
MakeModel Office
DeviceURI file:/dev/null
State Idle
Accepting Yes
Shared No
JobSheets none none
ErrorPolicy abort-job
OpPolicy default
</Printer>
CONF
    cat >"$d/root/cupsd.conf" <<CONF
LogLevel warn
Listen 127.0.0.1:$2
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles Yes
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  <Limit All>
    Order allow,deny
    Allow from 127.0.0.1
  </Limit>
</Policy>
CONF
    cat >"$d/root/cups-files.conf" <<CONF
ServerRoot $d/root
RequestRoot $d/spool
TempDir $d/spool/tmp
CacheDir $d/cache
StateDir $d/state
DataDir /usr/share/cups
ServerBin /usr/lib/cups
AccessLog $d/log/access
ErrorLog $d/log/error
PageLog $d/log/page
FileDevice Yes
CONF
    exec cupsd -f -c "$d/root/cupsd.conf" -s "$d/root/cups-files.conf"
}
