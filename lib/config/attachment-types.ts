import { wordSet } from '../util/text';

/** File types that posts may embed or link to, by extension. Owners can add more with `attachmentTypes`. */
export const attachmentTypes = wordSet(`
  avif gif jpeg jpg png svg webp
  bmp heic heif ico tif tiff
  aac flac m4a mp3 oga ogg opus wav
  m4v mov mp4 ogv srt vtt webm
  bib csv doc docx epub geojson ics ipynb json jsonl ndjson odg odp ods odt parquet pdf ppt
  pptx rtf tex toml tsv txt vcf xls xlsx yaml yml
  7z bz2 gz rar tar tbz2 tgz txz xz zip zst
  otf ttf woff woff2
  wasm wat wit
`);

/**
 * Types that browsers run as part of the site when they are opened, on one host or another: HTML,
 * scripts, style sheets, and everything that mime-db, Debian's `mime.types`, nginx or freedesktop.org
 * calls XML, which may hold XHTML and its scripts. `.rs` is among them, as mime-db knows it for XML.
 * SVG is not, because drawings are written again.
 */
const browserTypes = `
  1km abw ac aml amz apxml atom atomcat atomdeleted atomsrv atomsvc bdo bmml ccmp ccxml cdfx cdxml cellml
  cjs cl clue cml cpl csl css dae davmount dbk dcmp dd2 ddf dhtml dia dist distz docbook dtb dtd dwd ecma
  emma emotionml ent es es3 et3 fb2 fdt fo fodg fodp fods fodt glade gml gpx gramps grxml gsheet hal held
  hta htc htm html htx ink inkml irp its jhtml jnlp js jsm kino kml lasxml lbe lgr link66 lostsyncxml
  lostxml mads maei mathml meta4 metalink mets mht mhtml mjs mml mods moml mpd mpf mpkg mpp mrcx mscml
  musd musicxml mxml ncx nzb obgx odd omdoc opf opml osfpvg osm owl owx pkg plist pls provx pskcxml rapd
  rdf rdfs relo res resx rfcxml rif rl rld rng rs rsat rsd rsheet rss rusd sbml scl sdkd sdkm senmlx
  sensmlx shf shtm shtml sls smi smil sml sru srx ssdl ssml stpx svgz swf swidtag td tei teicorpus tfi
  ttml ttx uis uo uoml uvt uvvt vml vxml wadl wbs wif wml wsdl wspolicy x3d x3dz xaml xav xbel xbl xca xcs
  xdcf xdf xdm xdp xdssc xel xenc xer xht xhtm xhtml xhvml xlf xliff xmi xml xmls xns xop xpl xsd xsf xsl
  xslfo xslt xsm xspf xul xvm xvml yin zaz zmm
`;

/** Types that servers run, or take their configuration from. */
const serverTypes = `
  adp asa asax ascx ashx asmx asp aspx axd cer cfc cfm cfml cgi config cshtml fcgi fpl htaccess htpasswd
  ihtml jsp jspa jspf jspx jsv jsw phar php php3 php4 php5 php6 php7 php8 phps pht phtm phtml pl pm rhtml
  ssi stm svc vbhtml yaws
`;

/**
 * Types that an owner cannot add. Not every host can be told to send them as plain files
 * (`docs/decisions/attachments.md`), and no list of them is complete: these are the ones we know of.
 */
export const activeTypes = wordSet(browserTypes + serverTypes);

/** Types of content documents. They may contain drafts, so they are never published as files. */
export const documentTypes = wordSet('md markdown mdx');

/** Whether an owner may add a type of attachment: not one that is known to run, nor one of documents. */
export const isPassiveType = (type: string) =>
  /^[a-z0-9]{1,16}$/.test(type) && !activeTypes.has(type) && !documentTypes.has(type);
