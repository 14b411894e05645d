import { componentName } from './read-elements.mjs';

const HEAD = '// Generated from custom-elements.json by `npm run build`.\n';

/**
 * React components around the elements, by @lit/react: attributes and properties are props, `portico-lead-created`
 * is `onPorticoLeadCreated`. A file each, so that a bundler takes only what is imported from the index.
 *
 * @param {readonly import('./read-elements.mjs').ElementInfo[]} elements
 * @returns {ReadonlyMap<string, string>} texts by path within `dist`
 */
export function writeReact(elements) {
  const files = elements.flatMap((element) => [
    [`react/${element.tag}.js`, componentCode(element)],
    [`react/${element.tag}.d.ts`, componentTypes(element)],
  ]);
  const index = elements.map(
    (element) => `export { ${componentName(element)} } from './${element.tag}.js';\n`,
  );
  for (const name of ['react/index.js', 'react/index.d.ts']) files.push([name, HEAD + index.join('')]);
  return new Map(files);
}

/** `portico-lead-created` → `onPorticoLeadCreated` */
export function handlerName(event) {
  return `on-${event}`.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}

function componentCode(element) {
  const name = componentName(element);
  const events = element.events.map((event) => `    ${handlerName(event.name)}: '${event.name}',\n`);
  return `'use client';
${HEAD}import { createComponent } from '@lit/react';
import * as React from 'react';
import { ${element.className} } from '${moduleOf(element)}';

export const ${name} = createComponent({
  react: React,
  tagName: '${element.tag}',
  elementClass: ${element.className},
  displayName: '${name}',
  events: {
${events.join('')}  },
});
`;
}

function componentTypes(element) {
  const classes = [...new Set(element.events.map(({ type }) => type))].sort();
  const events = element.events.map(
    ({ name, type, description }) =>
      `  /** ${comment(description)} */\n  ${handlerName(name)}: EventName<${type}>;\n`,
  );
  return `${HEAD}import type { EventName, ReactWebComponent } from '@lit/react';
${classes.length > 0 ? `import type { ${classes.join(', ')} } from '../base/events.js';\n` : ''}import type { ${element.className} } from '${moduleOf(element)}';

/** ${comment(element.description)} */
export declare const ${componentName(element)}: ReactWebComponent<${element.className}, {
${events.join('')}}>;
`;
}

function moduleOf({ path }) {
  return path.replace(/^dist/, '..');
}

/** Text that cannot end the comment it stands in. */
export function comment(text) {
  return text.replaceAll('*/', '*\\/');
}
