import { urls } from '../urls.ts'

/** The addresses of oversight. */
export const at = {
  all: urls.oversight,
  plan: (id: string) => `${urls.oversight}/plans/${id}`,
  sample: (id: string) => `${urls.oversight}/plans/${id}/sample.json`,
  inspection: (id: string) => `${urls.oversight}/inspections/${id}`,
  file: (inspection: string, request: string) => `${urls.oversight}/inspections/${inspection}/files/${request}`,
  order: (id: string) => `${urls.oversight}/orders/${id}`,
  finding: (id: string) => `${urls.oversight}/findings/${id}`,
  over: (org: string) => `${urls.oversight}/over/${org}`,
  alarms: (org: string) => `${urls.oversight}/over/${org}/alarms`,
  hidden: (org: string) => `${urls.oversight}/over/${org}/comparison`,
  reassessment: (org?: string) =>
    org ? `${urls.oversight}/over/${org}/reassessment` : `${urls.oversight}/reassessment`,
}
