/// <reference types="google-apps-script" />
import { text } from '../../../sheets-templates/define/text.ts';

const OPEN = text('Abrir el panel', 'Open the pane');

/** The menu of Quipu, when a spreadsheet opens. Sheets tells no language before the person has agreed to anything. */
export function addMenu(): void {
  SpreadsheetApp.getUi().createAddonMenu().addItem(OPEN[languageOfPerson()], 'abrirQuipu').addToUi();
}

function languageOfPerson(): 'es' | 'en' {
  try {
    return /^en/i.test(Session.getActiveUserLocale()) ? 'en' : 'es';
  } catch {
    return 'es';
  }
}

export function showSidebar(): void {
  SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutputFromFile('sidebar').setTitle('Quipu'));
}
