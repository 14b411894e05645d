import { foldText } from '@portico/protocol';

/**
 * The body of an article as it stands under its title: its headings go on below `level`, the level of the title, with
 * none skipped at the top; a first heading that repeats the title is dropped, which many imported articles have;
 * pictures load when they are scrolled to; tables and code can be scrolled sideways, by keyboard too.
 *
 * What comes in and what goes out is HTML yet to be sanitized.
 */
export function articleHtml(body: string, title: string, level: number): string {
  const html = body.replace(/^\s*<h1\b[^>]*>(.*?)<\/h1>/is, (heading, text: string) =>
    sameText(text, title) ? '' : heading,
  );
  const levels = [...html.matchAll(/<h([1-6])\b/gi)].map((match) => Number(match[1]));
  const shift = level + 1 - Math.min(...levels);
  return html
    .replace(
      /<(\/?)h([1-6])\b/gi,
      (_, slash: string, from: string) => `<${slash}h${Math.min(6, Number(from) + shift)}`,
    )
    .replace(/<img\b/gi, '<img loading="lazy" decoding="async"')
    .replace(/<pre\b/gi, '<pre tabindex="0"')
    .replace(/<table\b/gi, '<div tabindex="0"><table')
    .replace(/<\/table\s*>/gi, '</table></div>');
}

/** Whether the text of an article begins with its summary, which need not be shown twice then. */
export function startsWith(body: string, summary: string): boolean {
  return plain(body).startsWith(plain(summary));
}

function sameText(html: string, text: string): boolean {
  return plain(html) === plain(text);
}

/** Letters and digits alone: entities and typographic variants of the same words do not matter here. */
function plain(html: string): string {
  return foldText(html.replace(/<[^>]*>/g, ' ').replace(/&[#\w]+;/g, ' '))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
