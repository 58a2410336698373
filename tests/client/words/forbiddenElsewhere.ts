/**
 * What Spanish and Arabic may not say: the words of `forbidden.ts`, as each language has them. No terms of the trade, no alarms, no courtesies, and nothing that
 * makes the reader a man or a woman.
 */
export const forbiddenSpanish = [
  ...['sincronizar', 'sincronizado', 'sincronizando', 'sincronización', 'réplica', 'réplicas', 'servidor de sincronización'],
  ...['fusión', 'fusionar', 'fusionado', 'bifurcar', 'bifurcación', 'rama', 'ramas', 'conflicto', 'conflictos', 'diferencial'],
  ...['usuario', 'usuaria', 'usuarios', 'usuarias', 'admin', 'administrador', 'administradora', 'administradores'],
  ...['clave', 'claves', 'llave', 'llaves', 'contraseña', 'contraseñas', 'token', 'permiso', 'permisos', 'capacidad', 'mandato', 'mandatos'],
  ...['cifrado', 'cifrada', 'encriptado', 'encriptada', 'revertir', 'rechazar', 'aceptar', 'caducar', 'caducado', 'caduca', 'vencimiento'],
  ...['por favor', 'ups', 'perdón', 'lo sentimos', 'error', 'errores', 'inválido', 'inválida', 'fallo', 'falló', 'éxito', 'felicidades'],
  ...['bienvenido', 'bienvenida', 'bienvenidos', 'invitado', 'invitada', 'invitados', 'conectado', 'conectada', 'seguro', 'segura', 'juntos', 'juntas'],
  ...['usted', 'vos', 'vosotros', 'vosotras', 'vuestro', 'vuestra', 'ordenador', 'móvil'],
]

/** Without the article and the little words that Arabic writes together with the next: see `arabicForms`. */
export const forbiddenArabic = [
  ...['مزامنة', 'تزامن', 'متزامن', 'دمج', 'تفرع', 'تفريع', 'فرع', 'فروع', 'تعارض', 'تعارضات', 'نسخة متماثلة'],
  ...['مستخدم', 'مستخدمون', 'مستخدمين', 'مشرف', 'مسؤول', 'مدير'],
  ...['مفتاح', 'مفاتيح', 'كلمة مرور', 'كلمة سر', 'رمز مميز', 'صلاحية', 'صلاحيات', 'إذن', 'أذونات', 'تفويض'],
  ...['تشفير', 'مشفر', 'مشفرة', 'رفض', 'قبول', 'انتهاء الصلاحية', 'استرجاع'],
  ...['من فضلك', 'رجاء', 'يرجى', 'عذرا', 'آسف', 'خطأ', 'أخطاء', 'فشل', 'بنجاح', 'تهانينا', 'مرحبا'],
  // An imperative or a verb in the second person is said to a man; a verbal noun is said to anybody.
  ...['اضغط', 'اكتب', 'اختر', 'افتح', 'أغلق', 'احفظ', 'أضف', 'انسخ', 'أرسل إلى', 'ادع', 'امسح', 'حاول', 'تكتب', 'تريد', 'تثق', 'تفعل', 'تملك'],
]

/** A word as Arabic may write it: with the article, and after "and", "for", "by". */
export function arabicForms(word: string): string[] {
  return ['', 'ال', 'و', 'وال', 'ب', 'بال', 'ل', 'لل', 'ف', 'ك'].map((before) => before + word)
}

/** Vowel signs and doublings hide a word from a search, so they go. */
export const withoutSigns = (message: string): string => message.replace(/[\u064B-\u0652\u0670]/g, '')
