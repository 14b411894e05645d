import { updateWhenLocaleChanges } from '@lit/localize/internal/localized-controller.js';
import type { PorticoClient, Session } from '@portico/client';
import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { inheritProperty } from '../controllers/inherited-property.ts';
import { clientContext, sessionContext } from './contexts.ts';

/** What all widgets share: where client and session come from, and following the locale. Nothing else belongs here. */
export abstract class PorticoElement extends LitElement {
  /** Client to use instead of the one the page provides. */
  @property({ attribute: false }) client: PorticoClient | undefined;

  /** Session to use instead of the one the page provides. */
  @property({ attribute: false }) session: Session | undefined;

  constructor() {
    super();
    inheritProperty(this, 'client', clientContext);
    inheritProperty(this, 'session', sessionContext);
    updateWhenLocaleChanges(this);
  }
}
