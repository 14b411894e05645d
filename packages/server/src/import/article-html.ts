import MarkdownIt from 'markdown-it';

/**
 * Articles are the company's own, and Markdown of help centres is full of tables and pictures in HTML, so HTML
 * is let through here. It is safe because every `html` column is sanitized when it is written.
 */
const markdown = new MarkdownIt({ html: true, linkify: true, maxNesting: 50 });
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });

/**
 * The Markdown of an article as HTML, not yet sanitized. A first heading that repeats the title is left out.
 * With `url`, the article's address, relative addresses in links and pictures are resolved against it.
 */
export function articleHtml(source: string, title: string, url: string | null): string {
  return resolveAddresses(markdown.render(plainMarkdown(withoutTitle(source, title))), url);
}

function withoutTitle(source: string, title: string): string {
  const [, heading, rest] = /^\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n([\s\S]*))?$/.exec(source) ?? [];
  const same = heading !== undefined && fold(heading) === fold(title);
  return same ? (rest ?? '') : source;
}

function fold(text: string): string {
  return text
    .replace(/[\s*_`]+/g, ' ')
    .trim()
    .toLowerCase();
}

const ALERTS: Readonly<Record<string, string>> = {
  note: 'Note',
  tip: 'Tip',
  important: 'Important',
  warning: 'Warning',
  caution: 'Caution',
};

/** Marks that GitHub and Microsoft Learn add to Markdown, in words that Markdown knows. Fenced code is left as it is. */
function plainMarkdown(source: string): string {
  return source
    .split(/(^ {0,3}(?:```|~~~)[\s\S]*?^ {0,3}(?:```|~~~)[ \t]*$)/m)
    .map((part, index) => (index % 2 === 1 ? part : plainMarks(part)))
    .join('');
}

function plainMarks(source: string): string {
  return source
    .replace(
      /^([ \t]*(?:>[ \t]*)+)\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*$/gim,
      (_, quote: string, kind: string) => `${quote}**${ALERTS[kind.toLowerCase()]}**\n${quote.trimEnd()}`,
    )
    .replace(/:::image\b([^\n]*?):::/g, (_, attributes: string) => {
      const address = /\bsource="([^"]*)"/.exec(attributes)?.[1];
      const words = /\balt-text="([^"]*)"/.exec(attributes)?.[1] ?? '';
      return address ? `![${words.replace(/[[\]]/g, '')}](<${address}>)` : words;
    })
    .replace(/^[ \t]*:::[a-z-]+\b.*$/gm, '')
    .replace(/\[!INCLUDE ?\[[^\]]*\]\([^)]*\)\]/gi, '');
}

const ADDRESS = /(<(?:a|img)\b[^>]{0,2000}?\s)(href|src)\s*=\s*("[^"]*"|'[^']*')/gi;

/** Relative addresses would otherwise resolve against whichever page shows the article; without a base they are left to the sanitizer, which drops them. */
function resolveAddresses(html: string, base: string | null): string {
  if (base === null || !URL.canParse(base)) return html;
  return html.replace(ADDRESS, (whole, before: string, name: string, quoted: string) => {
    const address = quoted.slice(1, -1);
    const url = /^[a-z][a-z0-9+.-]*:/i.test(address) ? null : URL.parse(address, base);
    if (url === null) return whole;
    // A link to another source file means the page made of it.
    if (name.toLowerCase() === 'href' && !/\.md$/i.test(new URL(base).pathname)) {
      url.pathname = url.pathname.replace(/(?:\/index)?\.md$/i, '');
    }
    return `${before}${name}="${url.href.replace(/"/g, '%22')}"`;
  });
}
