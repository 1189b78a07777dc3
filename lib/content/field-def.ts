/** What is wrong with a value, and what to write instead. */
export interface Invalid {
  message: string;
  fix: string;
}

interface CommonDef {
  required?: true;
  /** Also accepts `false`, meaning none. */
  orFalse?: true;
  /** Only the build uses it: documents do not have it. */
  buildOnly?: true;
  /** The value of a document that has none. */
  default?: string | number | boolean;
  /** A valid value as YAML, for messages. If omitted, one that fits the type. */
  example?: string;
}

/** The definition of a field. Strings are one line in NFC, with collapsed white space. */
export type FieldDef = CommonDef &
  (
    | {
        type: 'string' | 'list';
        /** It names something, such as a file or a topic: invisible characters are removed. */
        isName?: true;
        /** For a string: a number or a boolean is taken as the author wrote it, such as `1984`. */
        acceptsScalars?: true;
        /** For a string: the values to choose from. */
        options?: readonly string[];
        /** Checks the string, or each string of the list. */
        check?: (value: string) => Invalid | undefined;
      }
    | {
        type: 'number';
        /** A whole number from 1 to 9999. */
        isPosition?: true;
      }
    | { type: 'date' | 'boolean' | 'callToAction' | 'changes' | 'chapters' }
  );
