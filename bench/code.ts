import { between, pick, type Random } from './random';
import { capitalized, drawTopicWord, type Topic } from './vocabulary';

/**
 * Code snippets by language. In each, `$a` to `$d` are names, `$A` and `$B` names of
 * types, and `$1` and `$2` numbers.
 */
const snippets: Record<string, readonly string[]> = {
  js: [
    `import { $a } from './$a.js';`,
    `const $b = new Map();\nfor (const [$c, $d] of Object.entries($a)) {\n  if ($d === undefined) continue;\n  $b.set($c, $d * $1); // in $c\n}`,
    `export async function $a($b, { $c = $1, $d } = {}) {\n  const response = await fetch(\`/$a/\${$b}?$c=\${$c}\`);\n  if (!response.ok) throw new Error(\`$b: \${response.status}\`);\n  return response.json();\n}`,
    `const $c = $a\n  .filter(($d) => $d.$b > $1)\n  .map(({ $b, ...rest }) => ({ ...rest, $b: $b / $2 }));`,
    `/** Keeps the last $1 of them. */\nclass $A extends $B {\n  #$a = [];\n\n  add($b) {\n    this.#$a.push($b);\n    return this.#$a.length >= $2 ? this.flush() : null;\n  }\n}`,
  ],
  ts: [
    `interface $A {\n  $a: string;\n  $b?: number;\n  $c: readonly $B[];\n}`,
    `export function $a<T extends $A>($b: T[], $c: (item: T) => boolean): T | undefined {\n  for (const item of $b) {\n    if ($c(item)) return item;\n  }\n  return undefined;\n}`,
    `type $B = { kind: '$a'; $c: number } | { kind: '$b'; $d: string };`,
    `const $d: Record<string, $A> = {\n  $a: { $b: $1, $c: '$d' },\n  $b: { $b: $2, $c: '$a' },\n};`,
    `switch ($a.kind) {\n  case '$b':\n    return $a.$c + $1;\n  default:\n    throw new TypeError(\`Unexpected \${$a satisfies never}\`);\n}`,
  ],
  python: [
    `from dataclasses import dataclass, field\nfrom $a.$b import $A`,
    `@dataclass\nclass $A:\n    """Holds the $a of a $b."""\n\n    $a: str\n    $b: int = $1\n    $c: list[str] = field(default_factory=list)`,
    `def $a($b: list[float], $c: int = $1) -> float:\n    total = sum(x ** 2 for x in $b if x > $c)\n    if not total:\n        raise ValueError(f"no $b above {$c}")\n    return total / len($b)`,
    `with open("$a.json", encoding="utf-8") as file:\n    $b = {row["$c"]: row for row in json.load(file)}\n\nfor name, row in sorted($b.items()):\n    print(f"{name:<20} {row['$d']:>8.2f}")`,
  ],
  rust: [
    `use std::collections::HashMap;\nuse crate::$a::{$A, $B};`,
    `#[derive(Debug, Clone, PartialEq)]\npub struct $A<'a> {\n    $a: &'a str,\n    $b: Option<u32>,\n    pub $c: Vec<$B>,\n}`,
    `impl $A {\n    pub fn $a(&mut self, $b: usize) -> Result<&$B, Error> {\n        let $c = self.$d.get($b).ok_or(Error::Missing { at: $b })?;\n        self.count += $1;\n        Ok($c)\n    }\n}`,
    `let $c: HashMap<_, _> = $a\n    .iter()\n    .filter_map(|($b, $d)| $d.checked_mul($1).map(|n| ($b.clone(), n)))\n    .collect();`,
    `match $a.next() {\n    Some(b'\\0') | None => return Err($A::End),\n    Some(byte) if byte > 0x7f => $b += 1, // not ASCII\n    Some(_) => {}\n}`,
  ],
  go: [
    `package $a\n\nimport (\n\t"context"\n\t"fmt"\n)`,
    `// $A is what a $b is made from.\ntype $A struct {\n\tName string \`json:"$a"\`\n\tSize int64  \`json:"$b,omitempty"\`\n}`,
    `func ($a *$A) $B(ctx context.Context, $b string) (int, error) {\n\tfor i := 0; i < $1; i++ {\n\t\tif err := $a.$c(ctx, $b); err != nil {\n\t\t\treturn i, fmt.Errorf("$c %q: %w", $b, err)\n\t\t}\n\t}\n\treturn $1, nil\n}`,
    `select {\ncase $a := <-$b:\n\tfmt.Println($a)\ncase <-time.After($2 * time.Millisecond):\n\treturn nil\n}`,
  ],
  c: [
    `#include <stdint.h>\n#include "$a.h"`,
    `typedef struct $a {\n    uint32_t $b;\n    const char *$c;\n    struct $a *next;\n} $a_t;`,
    `static int $a(const uint8_t *$b, size_t length)\n{\n    uint32_t $c = 0x$1;\n\n    for (size_t i = 0; i < length; i++)\n        $c = ($c << 5) ^ $b[i]; /* mix */\n    return $c % $2;\n}`,
  ],
  bash: [
    `npm install --save-dev $a@$1.$2.0 $b`,
    `for file in $a/*.$b; do\n  wc -c "$file" | awk '{ print $1 }' >> "$c.txt"\ndone`,
    `if ! command -v $a > /dev/null; then\n  echo "$a is not installed" >&2\n  exit $1\nfi`,
    `docker run --rm -v "$PWD:/work" -e $A=$1 $b:$2 $c --$d /work`,
    `curl --fail --silent https://$a.example/$b/$c.tar.gz | tar -xz -C "$HOME/$d"`,
  ],
  json: [
    `{\n  "name": "$a",\n  "version": "$1.$2.0",\n  "private": true,\n  "$b": {\n    "$c": [$1, $2, null],\n    "$d": { "enabled": true, "path": "./$a/$b" }\n  }\n}`,
  ],
  yaml: [
    `name: $a\non:\n  push:\n    branches: [$b]\njobs:\n  $c:\n    runs-on: ubuntu-latest\n    timeout-minutes: $1\n    steps:\n      - uses: actions/checkout@v4\n      - run: make $d # $2 of them`,
    `$a:\n  $b: "$c"\n  replicas: $1\n  limits: &$d\n    memory: $2Mi`,
  ],
  sql: [
    `CREATE TABLE $a (\n  id bigint PRIMARY KEY,\n  $b text NOT NULL,\n  $c numeric(10, 2) DEFAULT $1\n);`,
    `SELECT $a.$b, count(*) AS $c\nFROM $a\nLEFT JOIN $d ON $d.$a_id = $a.id\nWHERE $a.$b LIKE '$c%' AND $d.size > $1 -- bytes\nGROUP BY $a.$b\nORDER BY $c DESC\nLIMIT $2;`,
  ],
  html: [
    `<section id="$a" class="$b">\n  <h2>$A</h2>\n  <p>The <a href="/$c/">$d</a> of $1 &amp; $2.</p>\n  <button type="button" data-$a="$1" disabled>$B</button>\n</section>`,
  ],
  css: [
    `.$a > .$b:not(:first-child) {\n  margin-block: $1px calc($2 * 1rem);\n  color: var(--$c, #3a5b7f);\n}`,
    `@media (min-width: 40rem) {\n  #$a::before {\n    content: "$b";\n    grid-template-columns: repeat(3, minmax(0, 1fr));\n  }\n}`,
  ],
};
/** Repeated as often as the languages occur in a technical publication. */
const languages = 'js js ts ts ts python python rust rust go c bash bash bash json yaml sql html css'.split(
  ' ',
);

/**
 * A fenced code block: one to four snippets in one language, with names from the post's topics.
 *
 * @returns Markdown, without a trailing newline
 */
export function codeBlock(random: Random, about: readonly Topic[]): string {
  const language = pick(random, languages);
  const own = snippets[language] ?? [];
  const body = Array.from({ length: own.length === 1 ? 1 : between(random, 1, 4) }, () =>
    filled(random, about, pick(random, own)),
  );
  return `\`\`\`${language}\n${body.join(language === 'bash' ? '\n' : '\n\n')}\n\`\`\``;
}

function filled(random: Random, about: readonly Topic[], snippet: string): string {
  const names = new Map<string, string>();
  return snippet.replaceAll(/\$([a-dAB12])/g, (_, slot: string) => {
    const known = names.get(slot);
    if (known !== undefined) return known;
    const word = drawTopicWord(random, about);
    const value = /\d/.test(slot)
      ? String(between(random, 2, 99))
      : /[AB]/.test(slot)
        ? capitalized(word)
        : word;
    names.set(slot, value);
    return value;
  });
}
