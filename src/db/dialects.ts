import {
  CompiledQuery,
  type DatabaseConnection,
  type LimitNode,
  PGliteDialect,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  PostgresQueryCompiler,
  type TransactionSettings,
  ValueNode,
} from 'kysely'

/** Writes how many rows are wanted into the statement: one plan serves whatever its values, but depends on this. */
class LimitsInTheText extends PostgresQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    this.append('limit ')
    if (ValueNode.is(node.limit)) this.appendImmediateValue(node.limit.value)
    else this.visitNode(node.limit)
  }
}

/** The embedded database. */
export class EmbeddedDialect extends PGliteDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new LimitsInTheText()
  }
}

/**
 * A server, whose transactions let go of their locks before the disk has them, and end only once it has: what many write
 * one after the other, such as a log, then waits for the disk together and not in turn. Whoever came later is on the disk
 * later, so a power cut takes nothing that was acknowledged, and never an earlier transaction without the later ones.
 */
export class ServerDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): PostgresDriver {
    return new DurableDriver(this.#config)
  }

  override createQueryCompiler(): PostgresQueryCompiler {
    return new LimitsInTheText()
  }
}

class DurableDriver extends PostgresDriver {
  /** The wait for the disk that is under way, and the one that begins when it is over. */
  #now: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined
  /** What is said of the transaction that each connection has begun. */
  readonly #begun = new WeakMap<DatabaseConnection, Promise<unknown>>()

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings
    const words = ['begin', isolationLevel && `isolation level ${isolationLevel}`, accessMode].filter(Boolean).join(' ')
    // Its answer comes with that of the first statement, which is sent behind it without waiting.
    const begun = connection.executeQuery(CompiledQuery.raw(`${words}; set local synchronous_commit = off`))
    begun.catch(() => undefined)
    this.#begun.set(connection, begun)
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#begun.get(connection)
    await super.commitTransaction(connection)
    await this.#onDisk(connection)
  }

  /** Whoever commits while one waits for the disk waits for the next wait: one of them asks, on its own connection. */
  #onDisk(connection: DatabaseConnection): Promise<void> {
    this.#next ??= this.#now
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        this.#now = connection.executeQuery(CompiledQuery.raw(FLUSH)).then(() => undefined)
        return this.#now
      })
    return this.#next
  }
}

/** A word in the write-ahead log, which is waited for, and with it all that stands before. */
const FLUSH = `select pg_logical_emit_message(true, 'comity', '')`
