export { type Adapter, type AdapterOptions, createAdapter } from './adapter.ts';
export type { Subject } from './authenticate/subject.ts';
export { ConfigError } from './config/config-error.ts';
export { loadSite } from './config/load-site.ts';
export type { Site } from './config/site.ts';
export type {
  FormConfig,
  FormFieldConfig,
  IdentityConfig,
  IssuerConfig,
  SiteConfig,
} from './config/site-config.ts';
export { htmlToText } from './html/html-to-text.ts';
export { renderMarkdown } from './html/render-markdown.ts';
export { sanitizeHtml } from './html/sanitize-html.ts';
export type { Logger } from './logger.ts';
export type { AccessType, TablePermission } from './permissions/table-permission.ts';
export { createPlanner, type Planner } from './plan/make-plan.ts';
export { createMemoryStore } from './store/memory-store.ts';
export type { Store } from './store/store.ts';
