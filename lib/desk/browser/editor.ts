import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdown, markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown';
import { yamlFrontmatter } from '@codemirror/lang-yaml';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import { drawSelection, EditorView, highlightSpecialChars, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { metaOf } from './dom';

const highlighting = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '700' },
  { tag: tags.strong, fontWeight: '700' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: [tags.link, tags.url], color: 'var(--accent)' },
  { tag: [tags.processingInstruction, tags.meta, tags.contentSeparator], color: 'var(--muted)' },
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent)' },
  { tag: tags.monospace, fontFamily: 'var(--code)', fontSize: '0.875em' },
  { tag: tags.comment, color: 'var(--muted)' },
  { tag: tags.invalid, color: 'var(--danger)' },
]);

/** What every editor of the desk has. @param label for screen readers */
export const commonExtensions = (label: string): Extension => [
  EditorView.cspNonce.of(metaOf('desk-nonce')),
  highlightSpecialChars(),
  history(),
  drawSelection(),
  // A document may have two languages, and Markdown is prose.
  yamlFrontmatter({ content: markdown({ base: markdownLanguage, completeHTMLTags: false }) }),
  syntaxHighlighting(highlighting),
  search({ top: true }),
  highlightSelectionMatches(),
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({
    'aria-label': label,
    // It can be focused anyway, but not every checker of accessibility knows.
    tabindex: '0',
    spellcheck: 'true',
    autocapitalize: 'sentences',
  }),
  keymap.of([...markdownKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
];

/** Makes an editor one that only shows its text. It can still be selected and searched. */
export const readOnly: Extension = [EditorState.readOnly.of(true), EditorView.editable.of(false)];

/** The editor while no document is open. */
export const blank = EditorState.create({
  extensions: [
    EditorView.cspNonce.of(metaOf('desk-nonce')),
    readOnly,
    EditorView.contentAttributes.of({ 'aria-label': 'No document is open', tabindex: '0' }),
  ],
});
