import { isBoolean } from './write-editor-data.mjs';

const HEAD = `# Elements

What each tag takes and gives: attributes, slots, events, parts. Written from the comments in the sources by \`npm run docs\`; change it there.

All tags but \`portico-site\` also take the properties \`client\` and \`session\`, which stand in for those of the page, follow \`lang\` and \`dir\`, and can be
themed by [custom properties](embedding.md#theming).
`;

/**
 * The reference of all tags for people (docs/elements.md).
 *
 * @param {readonly import('./read-elements.mjs').ElementInfo[]} elements
 * @returns {string}
 */
export function writeReference(elements) {
  return [HEAD, ...elements.map(describe)].join('\n');
}

function describe(element) {
  const own = (items) => items.filter(({ inheritedFrom }) => !inheritedFrom);
  const attributes = own(element.attributes);
  const properties = own(element.properties).filter(({ attribute }) => !attribute);
  const parts = [
    `## \`${element.tag}\`\n\n${element.description}\n`,
    ...table(
      'Attribute | Default | ',
      attributes.map((attribute) => `\`${attribute.name}\` | ${defaultOf(attribute)} | ${cell(attribute)}`),
    ),
    ...pairs('Properties', properties),
    ...pairs(
      'Methods',
      own(element.methods).map((method) => ({ ...method, name: `${method.name}()` })),
    ),
    ...pairs('Slots', element.slots),
    ...table(
      'Events | Class | ',
      element.events.map((event) => `\`${event.name}\` | \`${event.type}\` | ${cell(event)}`),
    ),
    ...pairs('Parts', element.parts),
    ...pairs('States', element.states),
    ...pairs('Custom properties', own(element.cssProperties)),
  ];
  return parts.join('\n');
}

function pairs(title, items) {
  return table(
    `${title} | `,
    items.map((item) => `${item.name ? `\`${item.name}\`` : 'default'} | ${cell(item)}`),
  );
}

function table(head, rows) {
  if (rows.length === 0) return [];
  const rule = '---|'.repeat(head.split('|').length);
  return [`| ${head}|\n|${rule}\n${rows.map((row) => `| ${row} |\n`).join('')}`];
}

/** Booleans are there or not there; empty text and nothing at all are no default worth telling. */
function defaultOf(attribute) {
  if (isBoolean(attribute)) return 'absent';
  const value = attribute.default;
  return value === undefined || /^(''|null|undefined)$/.test(value)
    ? ''
    : `\`${value.replace(/^'(.*)'$/, '$1')}\``;
}

function cell({ description }) {
  return description.replaceAll('|', '\\|');
}
