import MarkdownIt from 'markdown-it';
import { sanitizeHtml } from './sanitize-html.ts';

/** Longest Markdown that is rendered, in UTF-16 code units; the longest column of the standard tables is 50,000. */
export const MAX_MARKDOWN = 100_000;

// `html: false`: tags in the source are text. `maxNesting` bounds the cost of quotes within quotes.
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false, maxNesting: 20 });
// Bare words such as `setup.py` are not meant as links; only whole addresses are.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false }).add('//', null);

/** Markdown as a person types it, as sanitized HTML. Throws a `RangeError` beyond {@link MAX_MARKDOWN}. */
export function renderMarkdown(source: string): string {
  if (source.length > MAX_MARKDOWN)
    throw new RangeError(`Markdown is limited to ${MAX_MARKDOWN} characters.`);
  return sanitizeHtml(markdown.render(source));
}
