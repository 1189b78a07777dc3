/** One instruction of a Dockerfile, on one line, and the stage that it is part of. */
export interface Instruction {
  stage: number;
  name: string;
  text: string;
}

/** Reads a Dockerfile that has neither heredocs nor a parser directive. */
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
