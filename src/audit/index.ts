export { AuditError } from './errors.ts'
export type { Event } from './event.ts'
export { type NewEvent, record } from './record.ts'
export { eventsAbout, latestEvents } from './store.ts'
