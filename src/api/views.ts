import type { FilledForm, FormCopy, Request, RequestLine, Task, Timeline, Today, Waiting } from '../requests/index.ts'

/** A request without its form, which has an address of its own. */
export function requestView({ copy: _, answers: __, ...request }: Request) {
  return request
}

/** A request as a line of a list. */
export function requestLine({
  id, origin, direction, title, fileNumber, counterpart, counterpartName, rule, routeTitle, to, status, createdAt, leftAt, endedAt,
}: Request | RequestLine) {
  return { id, origin, direction, title, fileNumber, counterpart, counterpartName, rule, routeTitle, to, status, createdAt, leftAt, endedAt }
} // biome-ignore format: one line of words

export const timelineView = ({ request, ...rest }: Timeline) => ({ request: requestView(request), ...rest })

const lined = <Entry extends Task | Waiting>({ request, ...entry }: Entry) => ({
  request: requestLine(request),
  ...entry,
})

export const todayView = ({ tasks, waiting, ...rest }: Today) => ({
  ...rest,
  tasks: tasks.map(lined),
  waiting: waiting.map(lined),
})

/** As it was sent or received it has no box missing any more. */
export const formView = (form: FilledForm | FormCopy) => ({ missing: [], ...form })
