/** Markup takes room too, so more is read than shown. It also bounds what the expressions below can cost. */
const READ_AHEAD = 4;

/** What stands in front of words or between them, in the order it is taken away. */
const BLOCKS: readonly RegExp[] = [
  // Code blocks, closed or not.
  /^\s*(```|~~~)[\s\S]*?(?:^\s*\1.*$|$(?![\s\S]))/gm,
  // Tables: the head, the line under it, the rows.
  /^.*\|.*\n[ |:-]+$(?:\n.*\|.*)*/gm,
  // Thematic breaks, and the line under a heading.
  /^[\s*_=-]+$/gm,
  // The marks of quotations, headings, tasks and lists.
  /^[\s>]*(?:#+\s|[-*+]\s+(?:\[[ x]\]\s)?|\d+[.)]\s)?/gim,
];

/** What stands around words. */
const MARKS: readonly RegExp[] = [
  /<(?<words>(?:https?:|[^\s<>]+@)[^\s<>]+)>/g,
  /!?\[(?<words>[^\][]*)\](?:\([^)]*\)|\[[^\][]*\])/g,
  // Underscores within words belong to them.
  /(\*+|~~|(?<!\w)_+)(?=\S)(?<words>[^*~]+?)(?<=\S)\1(?!(?<=_)\w)/g,
];
/** How deep marks are taken out of each other: a linked picture, italics in bold. */
const NESTING = 3;

/** Code and escaped characters mean themselves. */
const LITERAL = /`+([^`]+)`+|\\([!-/:-@[-`{-~])/g;
/** Where literal punctuation waits until the marks around it are gone: Unicode's private use area. */
const ASIDE = 0xe000;

/**
 * The beginning of a Markdown text as plain words, at most `length` characters. Code blocks and tables do not read
 * in a line and are left out. For excerpts only: whoever needs the text itself renders the Markdown.
 */
export function excerpt(markdown: string, length: number): string {
  let text = markdown.slice(0, length * READ_AHEAD);
  for (const block of BLOCKS) text = text.replace(block, '');
  text = text.replace(LITERAL, (_, code = '', escaped = '') =>
    shift(code + escaped, /[!-/:-@[-`{-~]/g, ASIDE),
  );
  for (let depth = 0; depth < NESTING; depth += 1) {
    for (const mark of MARKS) text = text.replace(mark, '$<words>');
  }
  const words = shift(text, /[\ue021-\ue07e]/g, -ASIDE)
    .replace(/\s+/g, ' ')
    .trim();
  return [...words].slice(0, length).join('');
}

function shift(text: string, marks: RegExp, by: number): string {
  return text.replace(marks, (mark) => String.fromCharCode(mark.charCodeAt(0) + by));
}
