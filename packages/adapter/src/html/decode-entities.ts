import MarkdownIt from 'markdown-it';

const { unescapeAll } = new MarkdownIt().utils;

/**
 * Character references of HTML, named and numeric, as the characters they stand for. The table of names is
 * markdown-it's. One that is unknown or lacks its semicolon stays as it is.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z][a-z0-9]{1,31});/gi, (entity) =>
    unescapeAll(entity),
  );
}
