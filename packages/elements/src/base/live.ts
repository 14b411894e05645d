import { noChange } from 'lit';
import { Directive, directive, type PartInfo, PartType, type PropertyPart } from 'lit/directive.js';

/**
 * For `.value=${live(x)}`: sets the property whenever it is not `x`, also when the visitor, and not a template, changed
 * it since. Lit's own directive of this name does so for attributes too, at six times the size.
 */
export const live = directive(
  class extends Directive {
    constructor(info: PartInfo) {
      super(info);
      if (info.type !== PartType.PROPERTY) throw new Error('live() is for properties.');
    }

    render(value: unknown): unknown {
      return value;
    }

    override update({ element, name }: PropertyPart, [value]: [unknown]): unknown {
      const target = element as unknown as Record<string, unknown>;
      if (target[name] !== value) target[name] = value;
      return noChange;
    }
  },
);
