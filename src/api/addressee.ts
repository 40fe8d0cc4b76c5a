import { z } from 'zod'
import { outsiders } from '../requests/index.ts'

const line = z.string().min(1).max(400)

/** Whom something is for; where nobody is named it stays, and says so. */
export const addressee = z
  .union([
    z.strictObject({ org: line }),
    z.strictObject({ name: line, is: z.enum(outsiders), state: z.string().regex(/^[A-Z]{2}$/) }),
  ])
  .optional()
  .meta({ description: 'Whom it is handed to: it goes through the gate. Where nobody is named it stays, and says so' })
