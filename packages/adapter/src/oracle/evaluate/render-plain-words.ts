import type { StoredValue } from '@portico/protocol';

/**
 * Markdown as HTML, as far as every renderer agrees: one line of plain words is one paragraph. Throws at anything else:
 * what Markdown means is not the oracle's to say.
 */
export function renderPlainWords(markdown: StoredValue): StoredValue {
  if (markdown === null || markdown === '') return markdown;
  if (typeof markdown !== 'string' || !/^[A-Za-z][A-Za-z0-9 ]*$/.test(markdown) || markdown.endsWith(' '))
    throw new Error(`The oracle renders plain words only, not ${JSON.stringify(markdown)}.`);
  return `<p>${markdown}</p>\n`;
}
