import { events } from './events.ts'
import { facts } from './facts.ts'
import { forms } from './forms.ts'
import { law } from './law.ts'
import { acts, routes } from './routes.ts'
import { errors, front, roles, seats, shell } from './shell.ts'
import { signIn } from './sign-in.ts'

export const en = { shell, front, seats, roles, errors, events, forms, facts, routes, acts, law, signIn }
