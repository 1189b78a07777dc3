/** An instruction of a Dockerfile, joined to one line, and its build stage. */
export interface Instruction {
  stage: number;
  name: string;
  text: string;
}

/** Parses a Dockerfile without heredocs and parser directives. */
export function readDockerfile(text: string): Instruction[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  let stage = -1;
  return lines.map((line) => {
    const [name = '', ...words] = line.trim().split(/\s+/);
    if (name === 'FROM') stage++;
    return { stage, name, text: words.join(' ') };
  });
}
