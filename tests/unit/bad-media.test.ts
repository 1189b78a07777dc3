import { testReports } from '../helpers/check-cases';
import { photograph, truncatedPng } from '../helpers/images';
import { post } from '../helpers/publication';

testReports([
  {
    name: 'a formula with a rule that is too large',
    files: { 'posts/a.md': post({}, 'Text.\n\n$$\nx + \n\\rule{1500em}{1500em}\n$$') },
    location: 'posts/a.md:10:7',
    messages: ['1500em is too large; expected at most 40em wide'],
  },
  {
    name: 'a formula whose macros expand too often',
    files: { 'posts/a.md': post({}, `$$\n\\def\\a{${'x'.repeat(400)}}${'\\a'.repeat(400)}\n$$`) },
    location: 'posts/a.md:7:1',
    messages: ['Too many expansions'],
  },
  {
    name: 'a diagram with too many arrows',
    files: {
      'posts/a.md': post({}, `\`\`\`mermaid alt="A"\nflowchart LR\n${'a --> b\n'.repeat(151)}\`\`\``),
    },
    location: 'posts/a.md:158:1',
    messages: ['it has more than 150 arrows'],
  },
  {
    name: 'a chart with numbers that are too large to draw',
    files: {
      'posts/a.md': post(
        {},
        '```mermaid alt="A"\nxychart-beta\n  y-axis 10000000000000000 --> 10000000000000002\n  bar [1]\n```',
      ),
    },
    location: 'posts/a.md:8:1',
    messages: [
      '"10000000000000000" is not a number that can be drawn',
      'expected numbers of at most 10 digits',
    ],
  },
  {
    name: 'an image width that is too large',
    files: { 'posts/a.md': post({}, '<img src="https://example.org/a.png" alt="A" width="300000000">') },
    location: 'posts/a.md:6:1',
    messages: ['"width" is 300000000; expected a number of at most 10000'],
  },
  ...['9e9', 'Infinity', '0x10', '-640', '20000px'].map((width) => ({
    name: `an image width of ${width}`,
    files: { 'posts/a.md': post({}, `<img src="https://example.org/a.png" alt="A" width="${width}">`) },
    location: 'posts/a.md:6:1',
    messages: [`"width" is ${width}; expected a number of at most 10000`],
  })),
  {
    name: 'a file that is not an image',
    files: { 'posts/a.md': post({}, '![Alt](a.png)'), 'posts/a.png': 'not a picture' },
    location: 'posts/a.md:6:1',
    messages: ['a.png: this is not a readable image'],
  },
  {
    name: 'a truncated image',
    files: {
      'posts/a.md': post({}, '![Alt](a.jpg)'),
      'posts/a.jpg': (await photograph(600, 400)).subarray(0, 6000),
    },
    location: 'posts/a.md:6:1',
    messages: ['a.jpg: this is not a readable image', 'Fix: open it in an image editor'],
  },
  {
    name: 'an image with too many pixels',
    files: {
      'posts/a.md': post({}, '![Alt](a.svg)\n\n![Alt](a.png)'),
      'posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
      'posts/a.png': truncatedPng(20000, 20000),
    },
    location: 'posts/a.md:8:1',
    messages: ['20000 × 20000 pixels are more than 100 million', 'Fix: save it smaller'],
  },
  {
    name: 'a formula with an unclosed brace',
    files: { 'posts/a.md': post({}, 'See $$x^2$$.\n\n$$\n\\frac{a}{\n$$') },
    location: 'posts/a.md:9:10',
    messages: ['the formula cannot be rendered: Unexpected end of input', 'expected TeX that KaTeX supports'],
  },
  {
    name: 'a diagram of an unsupported type',
    files: { 'posts/a.md': post({}, 'See\n\n```mermaid alt="Halves"\npie\n  "a": 1\n```') },
    location: 'posts/a.md:8:1',
    messages: [
      'the diagram cannot be drawn: Invalid mermaid header: "pie"',
      'Fix: correct it, or change the language of the block',
    ],
  },
  {
    name: 'a diagram without alternative text',
    files: { 'posts/a.md': post({}, '```mermaid title="Two"\nflowchart LR\n  a --> b\n```') },
    location: 'posts/a.md:6:1',
    messages: ['the diagram has no "alt"', 'Fix: write ```mermaid alt="…"'],
  },
  {
    name: 'an image without alternative text',
    files: {
      'posts/a.md': post({}, 'See 🙂 ![](a.svg)'),
      'posts/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
    },
    location: 'posts/a.md:6:8',
    messages: ['the image has no alternative text', 'Fix: write it between the brackets'],
  },
  {
    name: 'an image in HTML without alternative text',
    files: { 'posts/a.md': post({}, '<p>One\n<img src="https://x.org/a.png"></p>') },
    location: 'posts/a.md:7:1',
    messages: ['the image has no "alt"', 'Fix: add alt='],
  },
]);
