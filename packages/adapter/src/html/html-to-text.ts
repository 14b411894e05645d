import { decodeEntities } from './decode-entities.ts';

/** Elements whose edges part words: each begins and ends a line. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption ' +
    'figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre section ' +
    'summary table tbody tfoot thead tr ul'
  ).split(' '),
);
const CELLS = new Set(['td', 'th']);
/** Elements whose content is not for reading. */
const HIDDEN = new Set(
  'script style textarea select iframe noembed noframes noscript object svg math template title xmp'.split(
    ' ',
  ),
);

/**
 * The text a reader sees of some HTML: entities decoded, white space collapsed, block elements on lines of
 * their own. For search and excerpts; what it returns is text and must be escaped like any other. Reads any
 * input once, so its time grows with the length alone.
 */
export function htmlToText(html: string): string {
  const parts: string[] = [];
  let pre = 0;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const text = html.slice(at, open === -1 ? html.length : open);
    if (text) parts.push(pre > 0 ? decodeEntities(text) : decodeEntities(text).replace(/\s+/g, ' '));
    if (open === -1) break;
    const name = tagName(html, open);
    if (name === null) {
      if (html.startsWith('<!', open) || html.startsWith('<?', open) || html.startsWith('</', open)) {
        at = markupEnd(html, open);
      } else {
        parts.push('<');
        at = open + 1;
      }
      continue;
    }
    const closing = html[open + 1] === '/';
    at = tagEnd(html, open);
    if (BLOCKS.has(name)) parts.push('\n');
    else if (CELLS.has(name)) parts.push(' ');
    if (name === 'pre') pre = Math.max(0, pre + (closing ? -1 : 1));
    if (!closing && HIDDEN.has(name)) at = hiddenEnd(html, name, at);
  }
  return lines(parts.join(''));
}

/** The lower-case name of the tag that starts here; null when none does. */
function tagName(html: string, open: number): string | null {
  const pattern = /<\/?([a-z][a-z0-9-]{0,30})/iy;
  pattern.lastIndex = open;
  return pattern.exec(html)?.[1]?.toLowerCase() ?? null;
}

/** After the `>` that ends a tag, looking past quoted attribute values. */
function tagEnd(html: string, open: number): number {
  const pattern = /(?:"[^"]*"|'[^']*'|[^>"'])*>?/y;
  pattern.lastIndex = open;
  pattern.exec(html);
  const end = pattern.lastIndex;
  // An unfinished quote hides the rest, as it does in a browser.
  return html[end - 1] === '>' ? end : html.length;
}

/** After a comment, doctype or processing instruction. */
function markupEnd(html: string, open: number): number {
  const [mark, length] = html.startsWith('<!--', open) ? ['-->', 3] : ['>', 1];
  const end = html.indexOf(mark as string, open + 2);
  return end === -1 ? html.length : end + (length as number);
}

/** At the end tag of an element that hides its content; the end of the text when it is never closed. */
function hiddenEnd(html: string, name: string, from: number): number {
  const pattern = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(html)?.index ?? html.length;
}

function lines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[^\S\n]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
