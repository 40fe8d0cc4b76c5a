import type { Kysely, Transaction } from 'kysely'
import type { AccountTables } from './tables/accounts.ts'
import type { AuditTables } from './tables/audit.ts'
import type { ExchangeTables } from './tables/exchange.ts'
import type { LaboratoryTables } from './tables/laboratory.ts'
import type { MailTables } from './tables/mail.ts'
import type { OversightTables } from './tables/oversight.ts'
import type { PublicTables } from './tables/public-tables.ts'
import type { RequestTables } from './tables/requests.ts'
import type { TrustTables } from './tables/trust.ts'
import type { VaultTables } from './tables/vault.ts'

/** Every table of the database, module by module. */
export interface Tables
  extends AuditTables,
    AccountTables,
    TrustTables,
    VaultTables,
    RequestTables,
    OversightTables,
    PublicTables,
    ExchangeTables,
    LaboratoryTables,
    MailTables {}

/** A handle on the database; inside a transaction use the `Tx` only: the embedded engine has one connection. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
