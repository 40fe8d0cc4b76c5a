import type { Selectable } from 'kysely'
import type { Tables } from '../../db/index.ts'

export type Row<T extends keyof Tables> = Selectable<Tables[T]>

export const orNone = <T>(value: T | null): T | undefined => value ?? undefined
