import type { sync as english } from '../en/sync'
import { translationOf } from '../translation'

/** What the room `sync` says in Spanish: why a relay refuses, and what follows. */
export const sync = translationOf<typeof english>()({
  'sync.reason.roomFull': 'su lugar para este texto está lleno',
  'sync.reason.diskFull': 'su disco está lleno',
  'sync.reason.slowDown': 'demasiados cambios a la vez',
  'sync.reason.notAllowed': 'aquí puedes leer, no escribir',
  'sync.reason.tooLarge': 'este cambio es demasiado grande',
  'sync.reason.badFrame': 'no entendió este cambio',
  'sync.reason.tooMany': 'demasiados textos a la vez',
  'sync.reason.unknown': 'no dijo por qué',
  'sync.refused.title': 'El relevo no recibe cambios nuevos: {reason}.',
  'sync.refused.safe':
    '{count, plural, =0 {Todo está a salvo en este dispositivo.} one {Tu cambio está a salvo en este dispositivo.} other {Tus # cambios están a salvo en este dispositivo.}}',
  'sync.refused.roomFull': 'Los recibirá otra vez cuando el resto del grupo haya compactado su texto.',
  'sync.refused.diskFull': 'Quien mantiene el relevo tiene que hacer lugar.',
  'sync.refused.slowDown': 'Demasiados cambios a la vez. Sigue en {seconds, number} s.',
  'sync.refused.slowDownSoon': 'Demasiados cambios a la vez. Sigue en un momento.',
  'sync.refused.notAllowed': 'Aquí puedes leer, no escribir. Pide a quien te invitó una invitación que te deje escribir.',
  'sync.refused.tooLarge': 'Divídelo en partes más pequeñas, o llévalo en un archivo.',
  'sync.refused.other': 'Llévalos al grupo en un archivo, o prueba con otro relevo.',
  'sync.full.title': 'Este dispositivo está lleno. Tus palabras no se guardan. No cierres esta pestaña.',
  'sync.full.help': 'Mientras haya red, siguen llegando al grupo.',
  'sync.failing.title': 'Este navegador no puede escribir en su almacenamiento. Tus palabras no se guardan. No cierres esta pestaña.',
  'sync.absent.title': 'Esta ventana no conserva nada al cerrarse. Tus palabras no se guardan.',
  'sync.differs': 'Sus copias son distintas. Se conservan las dos.',
  'sync.missing': 'A este texto le falta algo. Llegará cuando esté aquí alguien que lo tenga.',
})
