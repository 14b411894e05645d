const TAGS = new Set(['css', 'html', 'svg']);
/** Where white space is content. */
const PRESERVED = /<(pre|textarea)\b/;

/**
 * Rollup plugin: white space and comments in `css`, `html` and `svg` templates, which terser leaves alone. A run of
 * white space becomes one space, as browsers do with it; in CSS it goes where it means nothing.
 */
export function minifyTemplates() {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (id.includes('node_modules') || !/\b(css|html|svg)\s*`/.test(code)) return null;
      const edits = [];
      visit(this.parse(code), (node) => {
        if (node.type !== 'TaggedTemplateExpression' || !TAGS.has(node.tag.name)) return;
        const minify = node.tag.name === 'css' ? minifyCss : minifyMarkup;
        for (const { start, end, value } of node.quasi.quasis)
          edits.push({ start, end, text: minify(value.raw) });
      });
      edits.sort((a, b) => b.start - a.start);
      let result = code;
      for (const { start, end, text } of edits) result = result.slice(0, start) + text + result.slice(end);
      return { code: result, map: null };
    },
  };
}

/** The parts of a template are not whole style sheets, so only what holds everywhere is done. */
export function minifyCss(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/ (?=!important)/g, '')
    .replace(/(?<![\w.)-])0(?=\.\d)/g, '')
    .replace(/;}/g, '}');
}

/** One space stays wherever there was any: between words and inline elements it is seen. */
export function minifyMarkup(text) {
  return PRESERVED.test(text) ? text : text.replace(/\s+/g, ' ');
}

function visit(node, see) {
  if (Array.isArray(node)) {
    for (const item of node) visit(item, see);
  } else if (node && typeof node.type === 'string') {
    see(node);
    for (const value of Object.values(node)) if (value && typeof value === 'object') visit(value, see);
  }
}
