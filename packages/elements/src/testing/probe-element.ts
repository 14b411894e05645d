import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { customElement } from '../base/custom-element.ts';
import { PorticoElement } from '../base/portico-element.ts';
import { tokens } from '../base/tokens.styles.ts';
import { QueryController } from '../controllers/query-controller.ts';
import { renderQuery } from '../states/render-query.ts';
import { buttonStyles } from '../styles/button.styles.ts';
import { stateStyles } from '../styles/state.styles.ts';

/** The smallest widget there can be: lists the titles of one table. For tests of what all widgets share. */
@customElement('portico-probe')
export class ProbeElement extends PorticoElement {
  static override styles = [tokens, buttonStyles, stateStyles];

  /** Table to list; empty: nothing is asked. */
  @property() table = 'article';

  readonly query = new QueryController<readonly string[], readonly [string]>(this, {
    args: () => (this.table ? [this.table] : null),
    query: async (client, [table], signal) => {
      const page = await client.list(table, {}, { signal });
      return page.records.map((record) => String(record.title));
    },
    isEmpty: (titles) => titles.length === 0,
  });

  override render(): unknown {
    return renderQuery(this.query, { ready: (titles) => this.#renderTitles(titles) });
  }

  #renderTitles(titles: readonly string[]): TemplateResult {
    return html`<ul>${titles.map((title) => html`<li>${title}</li>`)}</ul>`;
  }
}
