import type { Db, Tx } from '../db/index.ts'
import { VaultError } from './errors.ts'

/** A seized device as an organisation has it. */
export interface Device {
  readonly id: string
  readonly org: string
  readonly origin: string
  readonly name: string
  readonly serial: string | null
  /** When it came under control. */
  readonly at: string
}

const columns = ['id', 'org_id as org', 'origin', 'name', 'serial', 'at'] as const

export async function insertDevice(tx: Tx, { org, ...device }: Device): Promise<void> {
  await tx
    .insertInto('vault_devices')
    .values({ ...device, org_id: org })
    .execute()
}

/** Throws `no_such_device`, also for another organisation's, or one seized for another request than that named. */
export async function findDevice(db: Db, org: string, id: string, origin?: string): Promise<Device> {
  const device = await db
    .selectFrom('vault_devices')
    .select(columns)
    .where('org_id', '=', org)
    .where('id', '=', id)
    .executeTakeFirst()
  if (device && (origin === undefined || device.origin === origin)) return device
  throw new VaultError('missing', 'no_such_device', 'There is no such device here', { path: 'device' })
}

/** The devices seized for one request, oldest first. */
export async function listDevices(db: Db, org: string, origin: string): Promise<Device[]> {
  return db
    .selectFrom('vault_devices')
    .select(columns)
    .where('org_id', '=', org)
    .where('origin', '=', origin)
    .orderBy('at')
    .orderBy('id')
    .execute()
}
