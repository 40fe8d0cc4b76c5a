/** The events of the law that the arrival of each kind of message is. */
export const arrivals = {
  submission: ['approval.requested'],
  order: ['order.received', 'request.received', 'demand.received'],
  notification: ['notification.received'],
} as const
