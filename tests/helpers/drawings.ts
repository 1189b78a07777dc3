/** A picture with one red and one blue pixel, to embed in drawings. */
const pixels =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mP4zwAE/wEHAAH/PX2MSQAAAABJRU5ErkJggg==';

/** Typical drawings of common tools. */
export const toolDrawings: Record<string, string> = {
  Inkscape: `<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="200" height="100" viewBox="0 0 200 100" version="1.1" id="svg1" inkscape:version="1.4" sodipodi:docname="a.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="http://www.w3.org/2000/svg" xmlns:svg="http://www.w3.org/2000/svg">
  <sodipodi:namedview id="namedview1" pagecolor="#ffffff" inkscape:zoom="1" />
  <defs id="defs1">
    <linearGradient id="base"><stop style="stop-color:#ff5500;stop-opacity:1;" offset="0" id="s1" /><stop style="stop-color:#0055ff;stop-opacity:0.5;" offset="1" id="s2" /></linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#base" id="g1" x1="10" y1="0" x2="90" y2="0" gradientUnits="userSpaceOnUse" />
    <inkscape:path-effect effect="spiro" id="pe1" is_visible="true" />
    <filter style="color-interpolation-filters:sRGB" id="blur" x="-.1" y="-.1" width="1.2" height="1.2"><feGaussianBlur stdDeviation="2" id="fe1" /></filter>
    <clipPath clipPathUnits="userSpaceOnUse" id="clip"><circle cx="150" cy="50" r="40" id="c1" /></clipPath>
    <marker style="overflow:visible" id="Arrow" refX="0" refY="0" orient="auto-start-reverse" markerWidth="3" markerHeight="3" viewBox="0 0 1 1"><path style="fill:context-stroke" d="M -2,-2 2,0 -2,2 Z" id="p1" /></marker>
  </defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <rect style="fill:url(#g1);stroke:#000000;stroke-width:2;-inkscape-stroke:none;paint-order:stroke fill markers;filter:url(#blur)" id="r1" width="80" height="60" x="10" y="20" ry="4" />
    <g clip-path="url(#clip)" id="g2"><rect style="fill:#008080" id="r2" width="80" height="80" x="110" y="10" /></g>
    <path style="fill:none;stroke:#800000;stroke-width:2;marker-end:url(#Arrow)" d="m 20,90 c 20.123456,-15.654321 60,-15 90,0" id="p2" sodipodi:nodetypes="cc" />
    <text xml:space="preserve" style="font-size:12px;-inkscape-font-specification:'sans-serif, Normal';font-family:sans-serif" x="20" y="16" id="t1"><tspan sodipodi:role="line" id="ts1" x="20" y="16">One  two</tspan></text>
  </g>
</svg>`,
  Figma: `<svg width="200" height="100" viewBox="0 0 200 100" fill="none" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">
<g clip-path="url(#clip0_1_2)"><rect width="200" height="100" fill="white"/>
<g filter="url(#filter0_d_1_2)"><rect x="20" y="20" width="60" height="50" rx="8" fill="url(#paint0_linear_1_2)"/></g>
<mask id="mask0_1_2" style="mask-type:alpha" maskUnits="userSpaceOnUse" x="100" y="10" width="80" height="80"><circle cx="140" cy="50" r="40" fill="#D9D9D9"/></mask>
<g mask="url(#mask0_1_2)"><rect x="100" y="10" width="80" height="80" fill="url(#pattern0_1_2)"/></g></g>
<defs><filter id="filter0_d_1_2" x="10" y="14" width="80" height="70" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB"><feFlood flood-opacity="0" result="BackgroundImageFix"/><feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 127 0" result="hardAlpha"/><feOffset dy="4"/><feGaussianBlur stdDeviation="3"/><feComposite in2="hardAlpha" operator="out"/><feColorMatrix type="matrix" values="0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.25 0"/><feBlend mode="normal" in2="BackgroundImageFix" result="effect1"/><feBlend mode="normal" in="SourceGraphic" in2="effect1" result="shape"/></filter>
<pattern id="pattern0_1_2" patternContentUnits="objectBoundingBox" width="1" height="1"><use xlink:href="#image0_1_2" transform="scale(0.5 1)"/></pattern>
<linearGradient id="paint0_linear_1_2" x1="50" y1="20" x2="50" y2="70" gradientUnits="userSpaceOnUse"><stop stop-color="#FF00AA"/><stop offset="1" stop-color="#2200FF" stop-opacity="0.4"/></linearGradient>
<clipPath id="clip0_1_2"><rect width="200" height="100" fill="white"/></clipPath>
<image id="image0_1_2" width="2" height="1" preserveAspectRatio="none" xlink:href="${pixels}"/></defs></svg>`,
  'draw.io': `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" style="background: transparent; background-color: transparent; color-scheme: light dark;" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" width="200px" height="100px" viewBox="-0.5 -0.5 200 100" content="&lt;mxfile&gt;&lt;diagram&gt;…&lt;/diagram&gt;&lt;/mxfile&gt;"><defs/><g><g data-cell-id="0"><g data-cell-id="2"><rect x="10" y="10" width="80" height="40" fill="#dae8fc" stroke="#6c8ebf" pointer-events="all" style="fill: light-dark(rgb(218, 232, 252), rgb(29, 41, 59));"/></g><g transform="translate(-0.5 -0.5)"><switch><foreignObject style="overflow: visible; text-align: left;" pointer-events="none" width="100%" height="100%" requiredFeatures="http://www.w3.org/TR/SVG11/feature#Extensibility"><div xmlns="http://www.w3.org/1999/xhtml" style="display: flex;">Host</div></foreignObject><text x="50" y="34" fill="#333" font-family="Helvetica" font-size="12px" text-anchor="middle">Host</text></switch></g>
<image x="120" y="10" width="60" height="30" xlink:href="data:image/svg+xml;base64,${Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path fill="#393" d="M0 0h2v1z"/></svg>').toString('base64')}" preserveAspectRatio="none"/>
<path d="M 90 30 L 113.63 30" fill="none" stroke="#000" stroke-miterlimit="10" pointer-events="stroke"/></g></g></svg>`,
  Excalidraw: `<svg version="1.1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100"><!-- svg-source:excalidraw --><metadata><!-- payload-start -->eyJ2ZXJzaW9uIjoiMSJ9<!-- payload-end --></metadata><defs><style class="style-fonts">
      @font-face { font-family: Excalifont; src: url(data:font/woff2;base64,d09GMgABAAAAAA==); }
    </style></defs><symbol id="image-1a"><image width="100%" height="100%" href="${pixels}" preserveAspectRatio="none"></image></symbol><rect x="0" y="0" width="200" height="100" fill="#ffffff"></rect><g stroke-linecap="round" transform="translate(10 10) rotate(0 40 20)"><path d="M10 0 C26.5 0.47, 45.1 -0.26, 70 0" stroke="#1e1e1e" stroke-width="2" fill="none"></path></g><g transform="translate(100 20) rotate(0 20 20)"><use href="#image-1a" width="40" height="40" opacity="1"></use></g><a href="https://example.org/"><g transform="translate(20 60) rotate(0 30 12)"><text x="0" y="17" font-family="Excalifont, Xiaolai, sans-serif" font-size="20px" fill="#1e1e1e" text-anchor="start" style="white-space: pre;" direction="ltr" dominant-baseline="alphabetic">by hand</text></g></a><mask></mask></svg>`,
  matplotlib: `<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN"
  "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="200pt" height="100pt" viewBox="0 0 200 100" xmlns="http://www.w3.org/2000/svg" version="1.1">
 <metadata><rdf:RDF xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><cc:Work><dc:date>2026-01-01T00:00:00</dc:date></cc:Work></rdf:RDF></metadata>
 <defs><style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>
 <g id="figure_1"><g id="patch_1"><path d="M 0 100 L 200 100 L 200 0 L 0 0 z " style="fill: #ffffff"/></g>
  <g id="line2d_1"><defs><path id="m1" d="M 0 3.5 L 0 0 " style="stroke: #000000; stroke-width: 0.8"/></defs><use xlink:href="#m1" x="40.5" y="80" style="stroke: #000000; stroke-width: 0.8"/><use xlink:href="#m1" x="120.25" y="80" style="stroke: #000000"/></g>
  <g clip-path="url(#pa1)"><path d="M 20 70 L 60.75 30.125 L 180 60 " style="fill: none; stroke: #1f77b4; stroke-width: 1.5; stroke-linecap: square"/>
   <image xlink:href="${pixels.replace('base64,', 'base64,\n').replace('AAAB', 'AAA\nB')}" id="image1" transform="scale(1 -1) translate(0 -30)" x="150" y="-30" width="20" height="20"/></g>
  <g transform="translate(33.8 95) scale(0.1 -0.1)"><defs><path id="D-31" d="M 794 531 L 1825 531 L 1825 4091 z " transform="scale(0.015625)"/></defs><use xlink:href="#D-31"/><use xlink:href="#D-31" transform="translate(63.623047 0)"/></g></g>
 <defs><clipPath id="pa1"><rect x="10" y="5" width="180" height="75"/></clipPath></defs>
</svg>`,
  Mermaid: `<svg id="m1" width="100%" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" class="flowchart" style="max-width: 200px; background-color: white;" viewBox="0 0 200 100" role="graphics-document document" aria-roledescription="flowchart-v2"><style>#m1{font-family:"trebuchet ms",verdana,arial,sans-serif;font-size:14px;fill:#333;}@keyframes edge-animation-frame{from{stroke-dashoffset:0;}}@keyframes dash{to{stroke-dashoffset:0;}}#m1 .edge-animation-slow{stroke-dasharray:9,5!important;stroke-dashoffset:900;animation:dash 50s linear infinite;}#m1 .node rect,#m1 .node path{fill:#ECECFF;stroke:#9370DB;stroke-width:1px;}#m1 [data-look="neo"].node rect{filter:drop-shadow(1px 2px 2px rgba(0,0,0,.5));}#m1 .node:not(.x)>rect:nth-child(1){stroke-width:2px}#m1 :root{--mermaid-font-family:"trebuchet ms",verdana,arial,sans-serif;}#m1 .flowchart-link{stroke:#333333;fill:none;}</style><g><marker id="m1_pointEnd" class="marker" viewBox="0 0 10 10" refX="5" refY="5" markerUnits="userSpaceOnUse" markerWidth="8" markerHeight="8" orient="auto"><path d="M 0 0 L 10 5 L 0 10 z" style="stroke-width: 1; stroke-dasharray: 1, 0;"/></marker><g class="edgePaths"><path d="M80,40L110,40" id="L_a_b_0" class="edge-thickness-normal flowchart-link" marker-end="url(#m1_pointEnd)" data-edge="true" data-points="W3siIn0="/></g><g class="node default" transform="translate(40, 40)"><rect class="basic label-container" x="-30" y="-20" width="60" height="40"/><g class="label"><text y="4" text-anchor="middle"><tspan class="text-outer-tspan" x="0"><tspan font-style="normal">A</tspan></tspan></text></g></g></g></svg>`,
  'Adobe Illustrator': `<?xml version="1.0" encoding="iso-8859-1"?>
<!-- Generator: Adobe Illustrator 16.0.0 -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
	<!ENTITY st0 "fill:#FF8000;">
]>
<svg version="1.1" id="Ebene_1" xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" x="0px" y="0px" width="200px" height="100px" viewBox="0 0 200 100" enable-background="new 0 0 200 100" xml:space="preserve">
<style type="text/css"><![CDATA[.cls-1{fill:url(#SVGID_1_);} .cls-2 > path{opacity:.5}]]></style>
<linearGradient id="SVGID_1_" gradientUnits="userSpaceOnUse" x1="0" y1="50" x2="200" y2="50"><stop offset="0" style="stop-color:#FFFFFF"/><stop offset="1" style="stop-color:#000000"/></linearGradient>
<rect class="cls-1" width="200" height="50"/><g class="cls-2"><path style="&st0;" d="M10,60h80v30H10V60z"/></g></svg>`,
};

const svg = (inside: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" viewBox="0 0 90 90" width="90" height="90"${attributes}>${inside}<rect width="9" height="9"/></svg>`;

/** The host that the drawings below try to contact. */
export const otherHost = 'http://elsewhere.test';
const handler = 'window.ran=true;document.documentElement.setAttribute(&quot;ran&quot;,1)';
const script = 'window.ran=true;document.documentElement.setAttribute("ran",1)';

/** Drawings that would run scripts or load resources if they were opened unsanitized. */
export const hostileDrawings: Record<string, string | Uint8Array> = {
  'a script': svg(`<script>${script}</script>`),
  'a script in CDATA': svg(`<script><![CDATA[${script}]]></script>`),
  'a script with another prefix': svg(`<s:script xmlns:s="http://www.w3.org/2000/svg">${script}</s:script>`),
  'an XHTML script': svg(`<h:script>${script}</h:script>`),
  'a script in a removed element': svg(`<unknown><script>${script}</script></unknown>`),
  'a script in metadata': svg(`<metadata><script>${script}</script></metadata>`),
  'a script in a title': svg(`<title><script>${script}</script></title>`),
  'a script from another host': svg(
    `<script href="${otherHost}/a.js"/><script xlink:href="${otherHost}/b.js"/>`,
  ),
  'an event handler on the root': svg('', ` onload="${handler}"`),
  'an event handler on an image': svg(`<image href="data:,x" onerror="${handler}"/>`),
  'an event handler on an animation': svg(`<animate attributeName="x" dur="1s" onbegin="${handler}"/>`),
  'an event handler set by an animation': svg(`<set attributeName="onmouseover" to="${handler}"/>`),
  'a link to a script': svg(`<a href="javascript:${handler}"><text y="50">go</text></a>`),
  'a link to a script, in mixed case': svg(`<a xlink:href=" JaVa&#10;ScRiPt:${handler}"><text>go</text></a>`),
  'a link to a script, set by an animation': svg(
    `<a href="#x"><set attributeName="href" to="javascript:${handler}"/><animate attributeName="xlink:href" values="javascript:${handler}"/><text>go</text></a>`,
  ),
  'a link to a script, with another prefix': svg(
    `<xl:a xmlns:xl="http://www.w3.org/2000/svg" xmlns:y="http://www.w3.org/1999/xlink" y:href="javascript:${handler}"/>`,
  ),
  'an HTML page in a <foreignObject>': svg(
    `<foreignObject width="90" height="90"><h:iframe src="${otherHost}/a.html"/><h:img src="x" onerror="${handler}"/></foreignObject>`,
  ),
  'XHTML elements outside a <foreignObject>': svg(
    `<h:iframe src="${otherHost}/a.html"/><h:meta http-equiv="refresh" content="0;url=${otherHost}/"/><h:img src="${otherHost}/a.png"/><h:link rel="stylesheet" href="${otherHost}/a.css"/><h:base href="${otherHost}/"/><h:style>@import "${otherHost}/b.css";</h:style><h:object data="${otherHost}/c.html"/><h:video src="${otherHost}/d.mp4"/>`,
  ),
  'XHTML elements by a default namespace': svg(
    `<iframe xmlns="http://www.w3.org/1999/xhtml" src="${otherHost}/a.html"/><meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url=${otherHost}/"/>`,
  ),
  'a style sheet in a processing instruction': `<?xml-stylesheet href="${otherHost}/a.css"?>${svg('')}`,
  'an XSL transformation': `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="${otherHost}/a.xsl"?>${svg('')}`,
  'a CSS import': svg(
    `<style>@import "${otherHost}/a.css";@import url(${otherHost}/b.css);@IMPORT '${otherHost}/c.css' screen;</style>`,
  ),
  'a CSS import written with escapes': svg(
    `<style>@\\69mport "${otherHost}/a.css";@import/**/url("${otherHost}/b.css");&lt;!-- @import "${otherHost}/c.css"; --&gt;</style>`,
  ),
  'styles that load resources': svg(
    `<style>rect{fill:url(${otherHost}/a.svg#a);filter:URL("${otherHost}/b.svg#b");cursor:url( '${otherHost}/c.cur'),auto;mask:u\\72l(${otherHost}/d.svg)}svg{background:image-set("${otherHost}/e.png" 1x);--f:"${otherHost}/f.png";list-style-image:src(var(--f));background-image:-webkit-image-set(url(${otherHost}/g.png) 1x)}@font-face{font-family:x;src:url(${otherHost}/h.woff2)}text{font-family:x}</style><text y="50">x</text>`,
  ),
  'nested styles that load resources': svg(
    `<style>@media all{@supports (fill:red){rect{&amp; {background:url(${otherHost}/a.png);fill:url(${otherHost}/b.svg#x)}}}}svg{background-image:cross-fade(url(${otherHost}/c.png),red)}</style>`,
  ),
  'attributes that load resources': svg(
    `<rect width="9" height="9" style="background:url(${otherHost}/a.png);fill:url(${otherHost}/b.svg#x)" fill="url(${otherHost}/c.svg#x)" filter="url('${otherHost}/d.svg#x')" mask="u&#92;72l(${otherHost}/e.svg#x)" cursor="url(${otherHost}/f.cur)" clip-path="url(&#32;${otherHost}/g.svg#x)"/>`,
  ),
  'attributes that load resources, set by an animation': svg(
    `<rect width="9" height="9"><animate attributeName="fill" values="red;url(${otherHost}/a.svg#x)" dur="1s"/><set attributeName="mask" to="url(${otherHost}/b.svg#x)"/><set attributeName="style" to="fill:url(${otherHost}/c.svg#x)"/></rect>`,
  ),
  'images from another host': svg(
    `<image href="${otherHost}/a.png" width="9" height="9"/><image xlink:href="${otherHost}/b.png" width="9" height="9"/><filter id="f"><feImage href="${otherHost}/c.png"/></filter><use href="${otherHost}/d.svg#x"/><image href="//elsewhere.test/e.png" width="9" height="9"/>`,
  ),
  'a base URL on another host': svg(
    '<image href="a.png" width="9" height="9"/>',
    ` xml:base="${otherHost}/"`,
  ),
  'an external entity': `<!DOCTYPE svg [<!ENTITY x SYSTEM "${otherHost}/x">]>${svg('<text>&x;</text>')}`,
  'an entity of markup': `<!DOCTYPE svg [<!ENTITY x "<script xmlns='http://www.w3.org/2000/svg'>1</script>">]>${svg('&x;')}`,
  'an entity of a script': `<!DOCTYPE svg [<!ENTITY j "javascript:"><!ENTITY on "x">]>${svg(`<a href="&j;${handler}"><text>go</text></a>`)}`,
  'a default attribute': `<!DOCTYPE svg [<!ATTLIST rect onclick CDATA "${script.replaceAll('"', "'")}">]>${svg('')}`,
  'a drawing in a data URL': svg(
    `<use href="data:image/svg+xml,${encodeURIComponent(svg(`<script>${script}</script>`))}#x"/><image width="9" height="9" href="data:image/svg+xml,${encodeURIComponent(svg(`<image href="${otherHost}/a.png"/>`, ` onload="${handler}"`))}"/>`,
  ),
  'an HTML page in a data URL': svg(
    `<image href="data:text/html,x" width="9" height="9"/><a href="data:text/html,x"><text>x</text></a>`,
  ),
  'other elements that run or load something': svg(
    `<audio xmlns="http://www.w3.org/1999/xhtml" src="${otherHost}/a.mp3"/><video href="${otherHost}/b"/><handler type="text/javascript" ev:event="load" xmlns:ev="http://www.w3.org/2001/xml-events">${script}</handler><listener/><discard onend="${handler}"/>`,
  ),
  MathML: svg(
    `<math xmlns="http://www.w3.org/1998/Math/MathML" href="javascript:${handler}"><maction actiontype="statusline">x</maction></math>`,
  ),
  'UTF-16 with a byte order mark': Buffer.from(
    `\uFEFF<?xml version="1.0" encoding="utf-16"?>${svg(`<script>${script}</script>`)}`,
    'utf16le',
  ),
  'UTF-16 without a byte order mark': Buffer.from(
    `<?xml version="1.0" encoding="utf-16le"?>${svg(`<script>${script}</script>`)}`,
    'utf16le',
  ),
  'an encoding that switches character sets': Buffer.from(
    `<?xml version="1.0" encoding="iso-2022-jp"?>${svg(`<text>\u001B$B!!\u001B(B</text><script>${script}</script>`)}`,
    'latin1',
  ),
};
