import type { InterviewPlace } from '../interview/place.ts'
import { urls } from '../urls.ts'

/** The interview of a matter: its facts are in the record, only what was put aside stays in the address. */
export function matterPlace(id: string, skipped: readonly string[], token: string): InterviewPlace {
  return {
    page: urls.matter(id),
    form: { action: urls.matter(id), method: 'post', token },
    carries: new URLSearchParams(skipped.map((name) => ['skip', name])),
  }
}
