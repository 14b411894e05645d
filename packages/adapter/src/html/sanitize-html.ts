import sanitize, { type Attributes, type IOptions, type Tag } from 'sanitize-html';
import { htmlToText } from './html-to-text.ts';

const LINK_SCHEMES = ['http', 'https', 'mailto', 'tel'];
const IMAGE_SCHEMES = ['http', 'https'];

/**
 * What articles, snippets and posts need, and nothing that scripts, styles, clobbers the DOM of the page
 * or asks for input: no `style`, `class`, `id`, `name`, `data-*`, forms, frames, SVG or MathML.
 */
const OPTIONS: IOptions = {
  allowedTags: [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'p', 'br', 'hr', 'div', 'span'],
    ...[
      'ul',
      'ol',
      'li',
      'dl',
      'dt',
      'dd',
      'blockquote',
      'pre',
      'figure',
      'figcaption',
      'details',
      'summary',
    ],
    ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
    ...['a', 'img', 'abbr', 'b', 'bdi', 'cite', 'code', 'del', 'dfn', 'em', 'i', 'ins', 'kbd', 'mark', 'q'],
    ...['s', 'samp', 'small', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr'],
  ],
  allowedAttributes: {
    '*': ['dir', 'lang', 'title'],
    a: ['href', 'rel', 'target'],
    col: ['span'],
    colgroup: ['span'],
    img: ['src', 'alt', 'width', 'height', 'loading'],
    ol: ['start', 'reversed', 'type'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan', 'scope'],
    time: ['datetime'],
  },
  // Their content is never for reading; without this, sanitize-html keeps it as text.
  nonTextTags: [
    ...['script', 'style', 'textarea', 'option', 'select', 'xmp', 'noscript', 'noembed', 'noframes'],
    ...['iframe', 'object', 'template', 'title', 'svg', 'math', 'plaintext'],
  ],
  disallowedTagsMode: 'discard',
  allowedSchemes: LINK_SCHEMES,
  allowedSchemesByTag: { img: IMAGE_SCHEMES },
  allowedSchemesAppliedToAttributes: ['href', 'src'],
  allowProtocolRelative: false,
  parseStyleAttributes: false,
  transformTags: {
    a: (_name, attributes) => link(attributes),
    img: (_name, attributes) => image(attributes),
  },
  exclusiveFilter: (frame) => frame.tag === 'img' && !frame.attribs.src,
};

/**
 * Open elements at once. Deeper than any document people write; browsers stop at 512 themselves. The parser
 * walks the open elements at every end tag, so without a limit the time grows with the square of the length.
 */
const MAX_NESTING = 256;

/**
 * HTML from anywhere, reduced to a safe, small vocabulary. Links open elsewhere and pass nothing on:
 * `rel="noopener noreferrer ugc"`. Relative addresses are dropped, for they would resolve against whichever
 * page shows the content. HTML nested deeper than {@link MAX_NESTING} is reduced to its text. Run at every
 * write; the browser sanitizes once more when it renders.
 */
export function sanitizeHtml(html: string): string {
  let open = 0;
  const onOpenTag = () => {
    open += 1;
    if (open > MAX_NESTING) throw new TooDeepError();
  };
  const onCloseTag = () => {
    open -= 1;
  };
  try {
    return sanitize(html, { ...OPTIONS, onOpenTag, onCloseTag });
  } catch (error) {
    if (error instanceof TooDeepError) return asParagraphs(htmlToText(html));
    throw error;
  }
}

class TooDeepError extends Error {}

function asParagraphs(text: string): string {
  const escaped = (line: string) => line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  return text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('\n');
}

/** A link that leads nowhere safe keeps its words only. */
function link(attributes: Attributes): Tag {
  const { href, rel: _rel, target: _target, ...rest } = attributes;
  const address = absolute(href, LINK_SCHEMES);
  if (address === null) return { tagName: 'span', attribs: {} };
  const safe = { href: address, target: '_blank', rel: 'noopener noreferrer ugc' };
  return { tagName: 'a', attribs: { ...rest, ...safe } };
}

function image(attributes: Attributes): Tag {
  const { src, ...rest } = attributes;
  const address = absolute(src, IMAGE_SCHEMES);
  if (address === null) return { tagName: 'img', attribs: {} };
  // An image without a text is taken for decoration, or screen readers would spell out its address.
  return { tagName: 'img', attribs: { alt: '', ...rest, src: address, loading: 'lazy' } };
}

/**
 * An address as a browser reads it, and written that way: white space and control characters that hide a
 * scheme from a simpler reader are gone. Null when it is relative or of another scheme.
 */
function absolute(address: string | undefined, schemes: readonly string[]): string | null {
  const url = URL.parse(address ?? '');
  return url !== null && schemes.includes(url.protocol.slice(0, -1)) ? url.href : null;
}
