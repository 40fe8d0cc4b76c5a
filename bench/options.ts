/** What a bench is told on the command line. */
export interface BenchOptions {
  readonly json: boolean
  /** What the bench is given besides: `--size 64MiB`. */
  readonly size?: string
  /** `law`: also every ordered pair of states. */
  readonly pairs?: boolean
  /** `lists`: on a PostgreSQL server instead of the embedded database. */
  readonly postgres?: boolean
}
