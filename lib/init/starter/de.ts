import type { StarterTexts } from './texts';

export const de: StarterTexts = {
  tagline: (author) => `Von ${author}`,
  description: (title, author) => `${title} ist eine Publikation von ${author}.`,
  about: {
    label: 'Über',
    description: (title) => `Worum es bei ${title} geht und wer schreibt.`,
    text: ({ title, author, id }) => `${title} wird von [${author}](../authors/${id}.md) geschrieben.

Schreiben Sie hier, worum es geht, für wen Sie schreiben und wie man Sie erreicht. Diese Seite ist die Datei \`content/pages/about.md\`.

Diese Website wird mit Letterpress erstellt. Diese Zeile können Sie löschen.
`,
  },
  callToAction: {
    heading: 'Keinen Artikel verpassen',
    text: 'Folgen Sie per Feed: ganze Artikel, ohne Konto, ohne Tracking.',
    label: 'Abonnieren',
  },
  post: {
    title: (title) => `Willkommen bei ${title}`,
    description:
      'Der erste Artikel dieser Website. Er zeigt, was Sie schreiben können und wie Sie ihn ersetzen.',
    tag: 'Notizen',
    text: `Dieser Artikel ist die Datei \`content/posts/hello/index.md\`. Starten Sie \`npm run dev\` und öffnen Sie die Datei in Ihrem Editor: Die Seite zeigt, was Sie speichern. Wenn Sie den Artikel nicht mehr brauchen, löschen Sie seinen Ordner.

![Aus einer Markdown-Datei werden eine Seite, ein Feed und eine Karte](one-file.svg "Sie schreiben eine Datei. Den Rest erledigt der Build.")

## Was Sie schreiben können

Sie schreiben Markdown: *Betonung*, **Hervorhebung**, \`Code\`, [Links](https://commonmark.org/help/), Listen und Zitate. Ein Link zu einer anderen Seite dieser Website ist der Pfad zu ihrer Datei, zum Beispiel zur [Seite „Über“](../../pages/about.md). Gibt es die Datei nicht, meldet \`npm run check\` das, bevor es jemand bemerkt.

Fußnoten[^1] stehen neben dem Text, wenn der Bildschirm breit genug ist, sonst darunter.

> [!TIP]
> Ein Zitat, das mit \`[!TIP]\` beginnt, wird zu einem Kasten wie diesem. Es gibt auch \`NOTE\`, \`IMPORTANT\`, \`WARNING\` und \`CAUTION\`.

Code wird für mehr als 200 Sprachen eingefärbt. Man kann ihn kopieren, und Sie können Zeilen hervorheben:

\`\`\`js title="greet.js" {2}
function greet(name) {
  return \`Hallo, \${name}!\`;
}
\`\`\`

Auch Tabellen gehen:

| Sie schreiben | Zu sehen ist |
|---|---|
| \`tags: [Notizen]\` | ein Thema mit eigener Seite und eigenem Feed |
| \`draft: true\` | nichts, bis Sie die Zeile löschen |
| \`date: 2030-01-01\` | nichts, bis zu diesem Tag |

## Wie es weitergeht

1. Ändern Sie die Unterzeile und die Beschreibung in \`site.config.ts\`.
2. Stellen Sie sich auf der [Seite „Über“](../../pages/about.md) vor.
3. Schreiben Sie den ersten eigenen Artikel: \`npm run new -- "Sein Titel"\`.
4. Bringen Sie die Website ins Netz: In \`docs/deploy/\` gibt es eine Seite für jeden Anbieter.

Alles Weitere, was Sie schreiben können, steht in \`docs/writing.md\`.

[^1]: So wie diese. Sie kann Links und Code enthalten.
`,
  },
  drawing: {
    title: 'Aus einer Markdown-Datei werden eine Seite, ein Feed und eine Karte',
    labels: ['index.md', 'Seite', 'Feed', 'Karte'],
  },
};
