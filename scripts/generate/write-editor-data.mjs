/** What editors complete and explain in HTML, from the manifest. */

/** Custom data of Visual Studio Code, format 1.1: https://github.com/microsoft/vscode-custom-data */
export function writeVscodeData(elements) {
  return {
    version: 1.1,
    tags: elements.map((element) => ({
      name: element.tag,
      description: { kind: 'markdown', value: aboutElement(element) },
      attributes: element.attributes.map((attribute) => ({
        name: attribute.name,
        description: { kind: 'markdown', value: attribute.description },
        // Set "v": an attribute that is there or not there.
        ...(isBoolean(attribute) ? { valueSet: 'v' } : {}),
      })),
    })),
  };
}

/** Web types of JetBrains' editors: https://github.com/JetBrains/web-types */
export function writeWebTypes(elements, { name, version }) {
  return {
    $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
    name,
    version,
    'description-markup': 'markdown',
    'js-types-syntax': 'typescript',
    contributions: { html: { elements: elements.map((element) => webType(element, name)) } },
  };
}

function webType(element, packageName) {
  return {
    name: element.tag,
    description: element.description,
    source: { module: `${packageName}/${element.tag}`, symbol: element.className },
    attributes: element.attributes.map((attribute) => ({
      ...named(attribute),
      ...(attribute.default === undefined ? {} : { default: attribute.default.replace(/^'(.*)'$/, '$1') }),
      value: { type: isBoolean(attribute) ? 'boolean' : attribute.type, required: !isBoolean(attribute) },
    })),
    // An unnamed slot needs no attribute, so there is none to complete.
    slots: element.slots.filter(({ name }) => name).map(named),
    js: {
      properties: element.properties.map((property) => ({ ...named(property), type: property.type })),
      events: element.events.map((event) => ({ ...named(event), type: event.type })),
    },
    css: {
      properties: element.cssProperties.map(named),
      parts: element.parts.map(named),
    },
  };
}

function named({ name, description }) {
  return { name, description };
}

export function isBoolean({ type }) {
  return type === 'boolean';
}

function aboutElement({ description, slots, events, parts }) {
  const list = (title, items) =>
    items.length === 0
      ? []
      : [
          `**${title}**\n${items.map(({ name, description: text }) => `- \`${name || 'default'}\`: ${text}`).join('\n')}`,
        ];
  return [description, ...list('Slots', slots), ...list('Events', events), ...list('Parts', parts)].join(
    '\n\n',
  );
}
