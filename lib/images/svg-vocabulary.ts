/** What a drawing may contain: elements and attributes of SVG 2, Filter Effects 1 and SVG Animations 2. */

import { wordSet } from '../util/text';

const helpers = `
  animate animateMotion animateTransform desc discard filter linearGradient mpath radialGradient set stop style title
  view
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
  feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
  feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
`;

/** Elements that draw nothing themselves: paints, masks and markers do not apply to them. */
export const helperElements = wordSet(helpers);

/**
 * Elements that draw, or help to. Not included are elements that run code (`script`), contain pages
 * (`foreignObject`) or play media (`video`).
 */
export const drawingElements = wordSet(`
  a circle clipPath defs ellipse g image line marker mask path pattern polygon polyline rect svg switch symbol text
  textPath tspan use
  ${helpers}
`);

/** Elements that change an attribute over time. */
export const animations = wordSet('animate animateMotion animateTransform set');

/** Attributes that an animation may change. None is an address, so none can become a link to a script. */
export const animatedAttributes = wordSet(`
  alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
  color-rendering cursor direction display dominant-baseline fill fill-opacity fill-rule filter flood-color
  flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
  glyph-orientation-horizontal glyph-orientation-vertical image-rendering isolation letter-spacing lighting-color
  marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order
  pointer-events shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
  stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-overflow
  text-rendering transform transform-box transform-origin unicode-bidi vector-effect visibility white-space
  word-spacing writing-mode
  amplitude azimuth baseFrequency bias clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode elevation
  exponent filterRes filterUnits fr fx fy gradientTransform gradientUnits height in in2 intercept k1 k2 k3 k4
  kernelMatrix kernelUnitLength lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
  maskContentUnits maskUnits method mode numOctaves offset operator order orient path pathLength
  patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha
  preserveAspectRatio primitiveUnits r radius refX refY result rotate rx ry scale seed side slope spacing
  specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles surfaceScale tableValues
  targetX targetY textLength type values viewBox width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
`);

/** Other attributes whose value may be a style. It is checked for the functions in it. */
export const otherAttributes = wordSet(`
  accumulate additive attributeType begin by calcMode dur end from keyPoints keySplines keyTimes max media min
  origin repeatCount repeatDur restart to
`);

/**
 * Attributes whose value is a name or text. Not included are `href`, `style` and `attributeName`, which
 * depend on their value.
 */
export const textAttributes = wordSet(`
  baseProfile class id lang requiredExtensions requiredFeatures role systemLanguage target version zoomAndPan
`);
