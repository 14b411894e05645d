import { comment } from './write-react.mjs';

/**
 * Types of the tags in JSX, for React from version 19 on, which sets properties and listens to events by itself:
 * `<portico-lead-form form="contact" onportico-lead-created={…}>`.
 *
 * @param {readonly import('./read-elements.mjs').ElementInfo[]} elements
 * @returns {string}
 */
export function writeJsxTypes(elements) {
  const classes = [...new Set(elements.flatMap(({ events }) => events.map(({ type }) => type)))].sort();
  return `// Generated from custom-elements.json by \`npm run build\`.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
${classes.map((name) => `  ${name},\n`).join('')}} from './base/events.js';
${elements.map(({ className, path }) => `import type { ${className} } from '${path.replace(/^dist/, '.')}';\n`).join('')}
type Tag<Element extends HTMLElement, Property extends keyof Element> = DetailedHTMLProps<
  Omit<HTMLAttributes<Element>, Property>,
  Element
> &
  Partial<Pick<Element, Property>>;

export interface PorticoJsxElements {
${elements.map(tagType).join('')}}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends PorticoJsxElements {}
  }
}
`;
}

function tagType({ tag, className, description, attributes, properties, events }) {
  const spellings = attributes
    .filter(({ name, fieldName }) => name !== fieldName)
    .map(
      ({ name, fieldName, description: text }) =>
        `    /** ${comment(text)} */\n    '${name}'?: ${className}['${fieldName}'];\n`,
    );
  const listeners = events.map(
    ({ name, type, description: text }) =>
      `    /** ${comment(text)} */\n    'on${name}'?: (event: ${type}) => void;\n`,
  );
  return `  /** ${comment(description)} */
  '${tag}': Tag<${className}, ${properties.map(({ name }) => `'${name}'`).join(' | ') || 'never'}> & {
${[...spellings, ...listeners].join('')}  };
`;
}
