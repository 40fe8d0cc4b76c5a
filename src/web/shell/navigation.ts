import { urls } from '../urls.ts'

/** The parts of the pages, as the main navigation names them. */
export type Place = keyof typeof addresses

const addresses = {
  today: urls.today,
  matters: urls.matters,
  requests: urls.requests,
  directory: urls.directory,
  operator: urls.operator,
  statistics: urls.statistics,
  oversight: urls.oversight,
  laboratory: urls.laboratory,
  log: urls.log,
  routes: urls.routes,
  law: urls.law,
  signIn: urls.signIn,
} as const

const bySeat: Readonly<Record<string, readonly Place[]>> = {
  authority: ['today', 'matters', 'requests', 'directory', 'log', 'law'],
  court: ['today', 'requests', 'directory', 'log', 'law'],
  central: ['today', 'requests', 'directory', 'log', 'law'],
  provider: ['today', 'requests', 'directory', 'log', 'law'],
  overseer: ['today', 'oversight', 'directory', 'statistics', 'log', 'law'],
  policy: ['today', 'laboratory', 'statistics', 'law', 'directory', 'log'],
  operator: ['today', 'operator', 'directory', 'statistics', 'log', 'law'],
}

/** Where somebody at this seat can go, what is used most first; nobody signed in sees what is for everyone. */
export function placesFor(seat: string | undefined): [Place, string][] {
  const places = (seat && bySeat[seat]) || (['routes', 'law', 'statistics', 'signIn'] as const)
  return places.map((place) => [place, addresses[place]])
}
