import type { ColumnType } from 'kysely'

/** jsonb: read as a value, written as JSON text, because drivers disagree on arrays. */
export type JsonColumn<Value> = ColumnType<Value, string, string>

/** jsonb that may be null. */
export type MaybeJsonColumn<Value> = ColumnType<Value | null, string | null | undefined, string | null>
