export type {
  FormConfig,
  FormFieldConfig,
  IdentityConfig,
  IssuerConfig,
  SiteConfig,
  TablePermission,
} from '@portico/adapter';
export {
  defineConfig,
  type PorticoConfig,
  type PostgresStoreConfig,
  type SqliteStoreConfig,
  type StoreConfig,
} from './config/define-config.ts';
