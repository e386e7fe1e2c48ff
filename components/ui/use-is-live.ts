import { useSyncExternalStore } from 'react'

const neverChanges = () => () => {}

/** True once JavaScript runs in the browser; false on the server and in the first picture, so that both agree. */
export const useIsLive = () =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )
