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
 * File types that run as part of the site when opened, or on the server. Some hosts cannot be
 * configured to prevent it (`docs/decisions/attachments.md`).
 */
export const activeTypes = wordSet(`
  htm html mht mhtml shtm shtml xht xhtml
  atom mathml mml rdf rss svgz xml xsl xslt
  cjs css hta htc js mjs swf
  asp aspx cgi fcgi jsp jspx phar php php3 php4 php5 phtml pht pl
`);

/** Types of content documents. They may contain drafts, so they are never published as files. */
export const documentTypes = wordSet('md markdown mdx');

/** Whether owners may add a file type to `attachmentTypes`. @param type an extension without the dot */
export const isPassiveType = (type: string) =>
  /^[a-z0-9]{1,16}$/.test(type) && !activeTypes.has(type) && !documentTypes.has(type);
