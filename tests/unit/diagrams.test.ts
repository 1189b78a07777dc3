import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMermaid, renderMermaidSVG } from 'beautiful-mermaid';
import { drawDiagrams } from '../../lib/markdown/diagrams';
import { idleLines, spaceArrows } from '../../lib/markdown/mermaid';

/** Every statement that each type of diagram supports, and some lines that it ignores. */
const diagrams = {
  flowchart: `flowchart LR
    a[One] --> b & c
    %% a remark
    b -. maybe .-> d{D}
    b ~~~ c
    subgraph s [Sub]
      direction TB
      e --> f
    end
    classDef k fill:#f00
    class a k
    style b stroke:#000
    linkStyle 0 stroke:#f00
    f:::k`,
  states: `stateDiagram-v2
    [*] --> A
    A --> B : go
    state C {
      x --> y
    }
    state "Desc" as Z
    A : Desc
    B --> [*]
    note right of A
    direction LR`,
  sequence: `sequenceDiagram
    participant A as Alice
    actor B
    A->>B: hi
    B-->>A: ho
    A-)B: open
    A--xB: lost
    A->>+B: active
    Note over A,B: a note
    loop again
      A->>B: more
    end
    alt one
      A->>B: 1
    else two
      A->>B: 2
    end
    autonumber
    activate A`,
  classes: `classDiagram
    class Animal {
      +String name
      +eat() void
      <<abstract>>
    }
    Animal <|-- Dog
    Car *-- Engine : has
    A "1" --> "*" B : label
    Animal : +int age
    class X
    class Y { <<interface>> }
    A ..> B
    direction LR
    note "x"`,
  entities: `erDiagram
    CUSTOMER ||--o{ ORDER : places
    ORDER {
      string name PK
      int age
      alone
    }
    A }|..|{ B : uses
    bogus`,
  chart: `xychart-beta
    title "T"
    x-axis [a, b, c]
    y-axis "Y" 0 --> 10
    bar [1, 2, 3]
    line [3, 2, 1]
    pie`,
};

describe('the idle lines of a diagram are those without which the drawing is the same:', () => {
  for (const [kind, source] of Object.entries(diagrams))
    it(kind, () => {
      const lines = source.split('\n');
      const drawn = renderMermaidSVG(source);
      const idle = [...lines.keys()].filter((at) => {
        if (/^\s*%%/.test(lines[at] ?? '')) return false;
        try {
          return renderMermaidSVG(lines.toSpliced(at, 1).join('\n')) === drawn;
        } catch {
          return false;
        }
      });
      assert.deepEqual(idleLines(source, parseMermaid), idle);
    });
});

describe('a diagram is refused', () => {
  const refused: [name: string, source: string, message: RegExp][] = [
    ['with too many lines', `flowchart LR\n${'%%\n'.repeat(500)}a`, /it has 502 lines/],
    ['with a line that is too long', `flowchart LR\na[${'x'.repeat(1000)}]`, /a line has 1003 characters/],
    [
      'with arrows from every node to every other',
      `flowchart LR\n${'a & '.repeat(13)}a --> ${'b & '.repeat(13)}b`,
      /150 arrows/,
    ],
    [
      'with too many nodes',
      `flowchart LR\n${Array.from({ length: 201 }, (_, at) => `a${at}`).join('\n')}`,
      /200 nodes/,
    ],
    ['with an infinite number', 'xychart-beta\nbar [1, 1e999]', /"1e999" is not a number/],
    [
      'with a scale whose steps are too small',
      'xychart-beta\nbar [1, 1.0000000000000002]',
      /is not a number/,
    ],
  ];
  for (const [name, source, message] of refused)
    it(name, () => assert.throws(() => idleLines(source, parseMermaid), message));
});

describe('an arrow of a flowchart is drawn, with or without spaces:', () => {
  const statements: [statement: string, edges: string][] = [
    ['A-->B', 'A>B'],
    ['A---B', 'A-B'],
    ['A-.->B', 'A>B'],
    ['A==>B', 'A>B'],
    ['A<-->B', 'A<>B'],
    ['A---->B;', 'A>B'],
    ['A-->|yes|B', 'A>B yes'],
    ['A --> |yes| B', 'A>B yes'],
    ['A--yes-->B', 'A>B yes'],
    ['A-- yes, no -->B', 'A>B yes, no'],
    ['A-. maybe .->B', 'A>B maybe'],
    ['A== sure ==>B', 'A>B sure'],
    ['my-node-->box-->fox', 'my-node>box box>fox'],
    ['A & B-->C', 'A>C B>C'],
    ['A[a-->b]-->B("c -- d")', 'A>B'],
  ];
  for (const [statement, expected] of statements)
    it(statement, () => {
      const source = spaceArrows(`graph TD;\n${statement}`);
      const edges = parseMermaid(source).edges.map(
        ({ source, target, hasArrowStart, hasArrowEnd, label }) =>
          `${source}${hasArrowStart ? '<' : ''}${hasArrowEnd ? '>' : '-'}${target}${label ? ` ${label}` : ''}`,
      );
      assert.equal(edges.join(' '), expected);
      assert.deepEqual(idleLines(source, parseMermaid), []);
    });

  for (const statement of ['A --x B', 'A--oB', 'A-->B; B-->C', 'A --> B --x C'])
    it(`${statement} is an error`, () => {
      const source = spaceArrows(`graph TD\n${statement}`);
      assert.throws(() => idleLines(source, parseMermaid), /an arrow in this line would not be drawn/);
    });
});

describe('a label of a diagram', () => {
  it('stays as it is, even if it looks like a part of the style sheet', async () => {
    const label = "see @import url('https://fonts.googleapis.com') and text {}";
    const value = `flowchart LR\n  A["${label}"] --> B`;
    const drawn = await drawDiagrams({
      type: 'root',
      children: [{ type: 'code', lang: 'mermaid', value }],
    });
    const drawing = drawn.get(value);
    assert.ok(drawing && 'svg' in drawing, JSON.stringify(drawing));
    assert.match(drawing.svg, /see @import url\('https:\/\/fonts\.googleapis\.com'\) and text \{\}<\/t/);
    assert.doesNotMatch(drawing.svg, /@import(?! url\('https:\/\/fonts\.googleapis\.com'\) and)/);
  });
});
