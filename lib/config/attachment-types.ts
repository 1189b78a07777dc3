import { wordSet } from '../util/text';

/** Types of files that posts may show or offer, by how their names end. Owners add others with `attachmentTypes`. */
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
 * Types that run as part of the site when they are opened, or that servers run: not every host
 * can be told otherwise (`docs/decisions/attachments.md`).
 */
export const activeTypes = wordSet(`
  htm html mht mhtml shtm shtml xht xhtml
  atom mathml mml rdf rss svgz xml xsl xslt
  cjs css hta htc js mjs swf
  asp aspx cgi fcgi jsp jspx phar php php3 php4 php5 phtml pht pl
`);

/** Types of documents: what is a draft in one must not be had as a file. */
export const documentTypes = wordSet('md markdown mdx');

/** Whether an owner may add a type of attachment. */
export const isPassiveType = (type: string) =>
  /^[a-z0-9]{1,16}$/.test(type) && !activeTypes.has(type) && !documentTypes.has(type);
