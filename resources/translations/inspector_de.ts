<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AuditDialog</name>
    <message>
        <source>Audit trail</source>
        <translation>Änderungsprotokoll</translation>
    </message>
    <message>
        <source>Checking the audit trail</source>
        <translation>Änderungsprotokoll wird geprüft</translation>
    </message>
    <message>
        <source>Save the audit trail</source>
        <translation>Änderungsprotokoll speichern</translation>
    </message>
    <message>
        <source>Saving the audit trail</source>
        <translation>Änderungsprotokoll wird gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) in it were not saved yet.</source>
        <translation>
            <numerusform>%n Änderung darin ist noch nicht gespeichert.</numerusform>
            <numerusform>%n Änderungen darin sind noch nicht gespeichert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) will follow with the next save.</source>
        <translation>
            <numerusform>%n Änderung folgt mit dem nächsten Speichern.</numerusform>
            <numerusform>%n Änderungen folgen mit dem nächsten Speichern.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no audit trail yet. It begins with the next save.</source>
        <translation>Es gibt noch kein Änderungsprotokoll. Es beginnt mit dem nächsten Speichern.</translation>
    </message>
    <message>
        <source>Broken. {0}</source>
        <translation>Beschädigt. {0}</translation>
    </message>
    <message>
        <source>Intact, but something was changed without a record.</source>
        <translation>Unversehrt, aber etwas wurde ohne Eintrag geändert.</translation>
    </message>
    <message>
        <source>Intact: every record follows from the one before it.</source>
        <translation>Unversehrt: Jeder Eintrag folgt aus dem vor ihm.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) from {0} to {1}, by {2}.</source>
        <translation>
            <numerusform>%n Eintrag von {0} bis {1}, durch {2}.</numerusform>
            <numerusform>%n Einträge von {0} bis {1}, durch {2}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Before that line:</source>
        <translation>Vor dieser Zeile:</translation>
    </message>
    <message>
        <source>Head {0}: note it elsewhere to be sure that nobody wrote all of it anew.</source>
        <translation>Kopf {0}: Anderswo notiert, beweist er, dass niemand alles neu geschrieben hat.</translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n gezeigt</numerusform>
            <numerusform>%n gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved in {0}.</source>
        <translation>Gespeichert in {0}.</translation>
    </message>
    <message>
        <source>Search for a person, an image, or what was done</source>
        <translation>Nach Person, Bild oder Änderung suchen</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AuditModel</name>
    <message>
        <source>Trail begins</source>
        <translation>Protokoll beginnt</translation>
    </message>
    <message>
        <source>Image added</source>
        <translation>Bild hinzugefügt</translation>
    </message>
    <message>
        <source>Image removed</source>
        <translation>Bild entfernt</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Place of the file</source>
        <translation>Ort der Datei</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Kind of defect</source>
        <translation>Art des Defekts</translation>
    </message>
    <message>
        <source>Defect mask</source>
        <translation>Defektmaske</translation>
    </message>
    <message>
        <source>Ignore region</source>
        <translation>Ignorierter Bereich</translation>
    </message>
    <message>
        <source>Region of interest</source>
        <translation>Prüfbereich</translation>
    </message>
    <message>
        <source>Option</source>
        <translation>Option</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anlernen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>Saved as</source>
        <translation>Gespeichert unter</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Changed outside</source>
        <translation>Außerhalb geändert</translation>
    </message>
    <message>
        <source>Line cut off by a crash</source>
        <translation>Zeile bei einem Absturz abgeschnitten</translation>
    </message>
    <message>
        <source>Records are missing</source>
        <translation>Einträge fehlen</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>redone</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>by a fit</source>
        <translation>durch ein Anlernen</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>wiederhergestellt</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>By the clock of the computer it was done on</source>
        <translation>Nach der Uhr des Rechners, auf dem es geschah</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>The name that the operating system knows</source>
        <translation>Der Name, den das Betriebssystem kennt</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Image, option or file</source>
        <translation>Bild, Option oder Datei</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>Availability</name>
    <message>
        <source>Open an inspection first.</source>
        <translation>Öffnen Sie zuerst eine Prüfung.</translation>
    </message>
    <message>
        <source>There are no images yet.</source>
        <translation>Es gibt noch keine Bilder.</translation>
    </message>
    <message>
        <source>No image is shown.</source>
        <translation>Kein Bild wird gezeigt.</translation>
    </message>
    <message>
        <source>Fit the detector first (F5).</source>
        <translation>Lernen Sie zuerst den Detektor an (F5).</translation>
    </message>
    <message>
        <source>Something is running: wait, or stop it with Esc.</source>
        <translation>Es läuft gerade etwas: warten Sie, oder halten Sie es mit Esc an.</translation>
    </message>
    <message>
        <source>Nothing is running.</source>
        <translation>Es läuft nichts.</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Show all images again</source>
        <translation>Wieder alle Bilder zeigen</translation>
    </message>
</context>
<context>
    <name>CalibratePanel</name>
    <message>
        <source>Fail limit by</source>
        <translation>Fehlergrenze nach</translation>
    </message>
    <message>
        <source>Unsure limit by</source>
        <translation>Unsicher-Grenze nach</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>How well the scores tell good from bad</source>
        <translation>Wie gut die Scores gut von schlecht trennen</translation>
    </message>
    <message>
        <source>What more good images would bring</source>
        <translation>Was mehr gute Bilder brächten</translation>
    </message>
    <message>
        <source>These images also set the limits: expect somewhat more errors on new parts.</source>
        <translation>Diese Bilder setzen auch die Grenzen: Erwarten Sie bei neuen Teilen etwas mehr Fehler.</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Eraser stroke</source>
        <translation>Radierstrich</translation>
    </message>
    <message>
        <source>Brush stroke</source>
        <translation>Pinselstrich</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>Polygon</source>
        <translation>Polygon</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The image with its heatmap and masks. F fits it, 1 shows it at 100 %.</source>
        <translation>Das Bild mit Heatmap und Masken. F passt es ein, 1 zeigt es in 100 %.</translation>
    </message>
</context>
<context>
    <name>CanvasLink</name>
    <message>
        <source>Add images, or drop them here.</source>
        <translation>Bilder hinzufügen oder hierher ziehen.</translation>
    </message>
</context>
<context>
    <name>CanvasTools</name>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Diameter of the brush ([ and ], or Ctrl+wheel)</source>
        <translation>Durchmesser des Pinsels ([ und ] oder Strg+Mausrad)</translation>
    </message>
    <message>
        <source>Brush size</source>
        <translation>Pinselgröße</translation>
    </message>
    <message>
        <source>Flood fill: how much a pixel may differ</source>
        <translation>Flächenfüllung: wie weit ein Pixel abweichen darf</translation>
    </message>
    <message>
        <source>Tolerance of the flood fill</source>
        <translation>Toleranz der Flächenfüllung</translation>
    </message>
    <message>
        <source>Opacity and colours</source>
        <translation>Deckkraft und Farben</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Heatmap</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>Defects</source>
        <translation>Defekte</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Region of interest</source>
        <translation>Prüfbereich</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Opacity of {0}</source>
        <translation>Deckkraft: {0}</translation>
    </message>
</context>
<context>
    <name>CheckFileDialog</name>
    <message>
        <source>Check detector file</source>
        <translation>Detektordatei prüfen</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>{0} wird gelesen</translation>
    </message>
    <message>
        <source>Detector files</source>
        <translation>Detektordateien</translation>
    </message>
    <message>
        <source>Comparing</source>
        <translation>Wird verglichen</translation>
    </message>
    <message>
        <source>No file yet</source>
        <translation>Noch keine Datei</translation>
    </message>
    <message>
        <source>Choose a detector file, or drop one here.</source>
        <translation>Wählen Sie eine Detektordatei, oder ziehen Sie eine hierher.</translation>
    </message>
    <message>
        <source>This file cannot be used here.</source>
        <translation>Diese Datei ist hier nicht verwendbar.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s), largest difference {0}: {1}.</source>
        <translation>
            <numerusform>%n Bild, größte Abweichung {0}: {1}.</numerusform>
            <numerusform>%n Bilder, größte Abweichung {0}: {1}.</numerusform>
        </translation>
    </message>
    <message>
        <source>No image of this inspection could be read.</source>
        <translation>Kein Bild dieser Prüfung konnte gelesen werden.</translation>
    </message>
    <message numerus="yes">
        <source>On %n image(s) of this inspection: largest difference {0} of the limit, {1}.</source>
        <translation>
            <numerusform>An %n Bild dieser Prüfung: größte Abweichung {0} der Grenze, {1}.</numerusform>
            <numerusform>An %n Bildern dieser Prüfung: größte Abweichung {0} der Grenze, {1}.</numerusform>
        </translation>
    </message>
    <message>
        <source>The largest is at {0}.</source>
        <translation>Die größte ist bei {0}.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) get another verdict.</source>
        <translation>
            <numerusform>%n Bild bekommt ein anderes Urteil.</numerusform>
            <numerusform>%n Bilder bekommen ein anderes Urteil.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be read.</source>
        <translation>
            <numerusform>%n Bild konnte nicht gelesen werden.</numerusform>
            <numerusform>%n Bilder konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose the weights</source>
        <translation>Gewichte wählen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Choose weights…</source>
        <translation>Gewichte wählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Compare with this inspection</source>
        <translation>Mit dieser Prüfung vergleichen</translation>
    </message>
</context>
<context>
    <name>CompareDialog</name>
    <message>
        <source>Compare methods</source>
        <translation>Verfahren vergleichen</translation>
    </message>
    <message numerus="yes">
        <source>On %n reference(s), each measured without itself,</source>
        <translation>
            <numerusform>An %n Referenz, ohne sich selbst gemessen,</numerusform>
            <numerusform>An %n Referenzen, jede ohne sich selbst gemessen,</numerusform>
        </translation>
    </message>
    <message>
        <source> {0} more good and {1} bad images.</source>
        <translation> {0} weiteren guten und {1} schlechten Bildern.</translation>
    </message>
    <message>
        <source>Detectors use {0} at {1} px; presets bring their own.</source>
        <translation>Detektoren verwenden {0} bei {1} px; Vorgaben bringen ihr eigenes mit.</translation>
    </message>
    <message>
        <source>Something is running: wait, or stop it with Esc.</source>
        <translation>Es läuft gerade etwas: warten Sie, oder halten Sie es mit Esc an.</translation>
    </message>
    <message>
        <source>Mark a good image with G and let it teach with R.</source>
        <translation>Markieren Sie ein gutes Bild mit G und machen Sie es mit R zur Referenz.</translation>
    </message>
    <message>
        <source>Check at least one method.</source>
        <translation>Wählen Sie mindestens ein Verfahren.</translation>
    </message>
    <message>
        <source>Images were marked or painted since. Compare again.</source>
        <translation>Seitdem wurden Bilder markiert oder bemalt. Vergleichen Sie erneut.</translation>
    </message>
    <message>
        <source>{0}: takes minutes to learn.</source>
        <translation>{0}: Das Anlernen dauert Minuten.</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Use this method</source>
        <translation>Dieses Verfahren nehmen</translation>
    </message>
    <message>
        <source>Take the options of the chosen line, and fit</source>
        <translation>Die Optionen der gewählten Zeile übernehmen und anlernen</translation>
    </message>
    <message>
        <source>What follows from this</source>
        <translation>Was daraus folgt</translation>
    </message>
    <message>
        <source>Check some methods and compare them: their curves are drawn here.</source>
        <translation>Wählen Sie einige Verfahren und vergleichen Sie sie: Hier erscheinen ihre Kurven.</translation>
    </message>
</context>
<context>
    <name>CompareMethods</name>
    <message>
        <source>Comparing methods</source>
        <translation>Verfahren werden verglichen</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>This place</source>
        <translation>Diese Stelle</translation>
    </message>
    <message>
        <source>Looks most like this, in {0} (distance {1})</source>
        <translation>Ähnelt am meisten dieser Stelle in {0} (Abstand {1})</translation>
    </message>
</context>
<context>
    <name>Confusion</name>
    <message>
        <source>{0}–{1}</source>
        <translation>{0}–{1}</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>to look at</source>
        <translation>anzusehen</translation>
    </message>
    <message>
        <source>false alarms</source>
        <translation>Fehlalarme</translation>
    </message>
    <message>
        <source>escapes</source>
        <translation>Schlupf</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>Durchgefallen</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>false-alarm rate</source>
        <translation>Fehlalarmrate</translation>
    </message>
    <message>
        <source>detection rate</source>
        <translation>Erkennungsrate</translation>
    </message>
    <message>
        <source>detection rate (recall)</source>
        <translation>Erkennungsrate (Recall)</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Genauigkeit (Precision)</translation>
    </message>
    <message>
        <source>unsure limit</source>
        <translation>Unsicher-Grenze</translation>
    </message>
    <message>
        <source>fail limit</source>
        <translation>Fehlergrenze</translation>
    </message>
    <message>
        <source>AUROC {0}, 95 % interval {1} to {2}, from {3} good and {4} bad images.</source>
        <translation>AUROC {0}, 95-%-Intervall {1} bis {2}, aus {3} guten und {4} schlechten Bildern.</translation>
    </message>
    <message>
        <source>ROC and precision need a bad image too: without one, nobody can say which defects are found. Mark an image as bad.</source>
        <translation>ROC und Genauigkeit brauchen auch ein schlechtes Bild: ohne eines kann niemand sagen, welche Defekte gefunden werden. Markieren Sie ein Bild als schlecht.</translation>
    </message>
    <message>
        <source>ROC and precision need a good image too that was measured without itself. Mark another image as good.</source>
        <translation>ROC und Genauigkeit brauchen auch ein gutes Bild, das ohne sich selbst gemessen wurde. Markieren Sie ein weiteres Bild als gut.</translation>
    </message>
    <message>
        <source>ROC and precision need good and bad images with a score.</source>
        <translation>ROC und Genauigkeit brauchen gute und schlechte Bilder mit einem Score.</translation>
    </message>
</context>
<context>
    <name>Documents</name>
    <message>
        <source>New inspection from folder</source>
        <translation>Neue Prüfung aus einem Ordner</translation>
    </message>
    <message>
        <source>Open an inspection (a folder ending in .inspect)</source>
        <translation>Eine Prüfung öffnen (ein Ordner, der auf .inspect endet)</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Images ({0})</source>
        <translation>Bilder ({0})</translation>
    </message>
    <message>
        <source>Adding images</source>
        <translation>Bilder werden hinzugefügt</translation>
    </message>
    <message>
        <source>Inspections ({0})</source>
        <translation>Prüfungen ({0})</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>Save changes?</source>
        <translation>Änderungen speichern?</translation>
    </message>
    <message>
        <source>“{0}” has changes that are not saved.</source>
        <translation>„{0}“ hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{0} is no image, and no folder of images.</source>
        <translation>{0} ist kein Bild und kein Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>There is no image in {0}. Choose the folder that holds the pictures.</source>
        <translation>In {0} ist kein Bild. Wählen Sie den Ordner, in dem die Bilder liegen.</translation>
    </message>
    <message>
        <source>Recover unsaved work?</source>
        <translation>Nicht gespeicherte Arbeit wiederherstellen?</translation>
    </message>
    <message>
        <source>The program ended before “{0}” was saved. What was changed since then was kept.</source>
        <translation>Das Programm endete, bevor „{0}“ gespeichert war. Was seitdem geändert wurde, ist erhalten.</translation>
    </message>
    <message>
        <source>Recover it</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Open the saved one</source>
        <translation>Das Gespeicherte öffnen</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be added.</source>
        <translation>
            <numerusform>%n Datei konnte nicht hinzugefügt werden.</numerusform>
            <numerusform>%n Dateien konnten nicht hinzugefügt werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) were there already.</source>
        <translation>
            <numerusform>%n Bild war schon da.</numerusform>
            <numerusform>%n Bilder waren schon da.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export detector</source>
        <translation>Detektor exportieren</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Wird exportiert</translation>
    </message>
    <message>
        <source>Export detector as</source>
        <translation>Detektor exportieren als</translation>
    </message>
    <message>
        <source>Detector files</source>
        <translation>Detektordateien</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s), largest difference {0}: {1}.</source>
        <translation>
            <numerusform>%n Bild, größte Abweichung {0}: {1}.</numerusform>
            <numerusform>%n Bilder, größte Abweichung {0}: {1}.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, in {1}</source>
        <translation>{0}, in {1}</translation>
    </message>
    <message>
        <source>{0} is written</source>
        <translation>{0} ist geschrieben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This file exists already and will be replaced.</source>
        <translation>Diese Datei gibt es schon; sie wird ersetzt.</translation>
    </message>
    <message>
        <source>Camera, light, who may change it, …</source>
        <translation>Kamera, Licht, wer ihn ändern darf, …</translation>
    </message>
    <message>
        <source>Network weights</source>
        <translation>Gewichte des Netzes</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>N&amp;otes</source>
        <translation>Noti&amp;zen</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>What goes in</source>
        <translation>Was hineinkommt</translation>
    </message>
    <message>
        <source>Self-test images and a thumbnail</source>
        <translation>Selbsttestbilder und ein Vorschaubild</translation>
    </message>
    <message>
        <source>Up to two references and one painted image, at most 640 pixels long. These pictures are inside the file: whoever has it can look at them.</source>
        <translation>Bis zu zwei Referenzen und ein bemaltes Bild, höchstens 640 Pixel lang. Diese Bilder liegen in der Datei: Wer sie hat, kann sie ansehen.</translation>
    </message>
    <message>
        <source>No network weights: the built-in backbone needs none.</source>
        <translation>Keine Gewichte: Das eingebaute Backbone braucht keine.</translation>
    </message>
    <message>
        <source>Left out: the licence of {0} ({1}) does not allow passing the weights on. Every machine that uses the file needs them too.</source>
        <translation>Ausgelassen: Die Lizenz von {0} ({1}) erlaubt nicht, die Gewichte weiterzugeben. Jeder Rechner, der die Datei verwendet, braucht sie auch.</translation>
    </message>
    <message>
        <source>{0}: {1}{2}. Without them every machine that uses the file needs the weights too.</source>
        <translation>{0}: {1}{2}. Ohne sie braucht jeder Rechner, der die Datei verwendet, die Gewichte selbst.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was er tut</translation>
    </message>
    <message numerus="yes">
        <source>Learned from %n reference(s)</source>
        <translation>
            <numerusform>Gelernt aus %n Referenz</numerusform>
            <numerusform>Gelernt aus %n Referenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n painted image(s)</source>
        <translation>
            <numerusform>und %n bemalten Bild</numerusform>
            <numerusform>und %n bemalten Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, with {1} and {2}.</source>
        <translation>{0}, mit {1} und {2}.</translation>
    </message>
    <message>
        <source>It has no limits: it gives scores, but no verdicts.</source>
        <translation>Er hat keine Grenzen: Er gibt Scores, aber keine Urteile.</translation>
    </message>
    <message>
        <source>Unsure above {0}, fail above {1}.</source>
        <translation>Unsicher über {0}, durchgefallen über {1}.</translation>
    </message>
    <message>
        <source>One file that inspects images on any machine</source>
        <translation>Eine Datei, die auf jedem Rechner Bilder prüft</translation>
    </message>
</context>
<context>
    <name>ExportMasksDialog</name>
    <message>
        <source>Export masks</source>
        <translation>Masken exportieren</translation>
    </message>
    <message>
        <source>Exporting masks</source>
        <translation>Masken werden exportiert</translation>
    </message>
    <message>
        <source>Export masks into</source>
        <translation>Masken exportieren nach</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) written into {0}.</source>
        <translation>
            <numerusform>%n Datei nach {0} geschrieben.</numerusform>
            <numerusform>%n Dateien nach {0} geschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing of this kind is painted: no file was written.</source>
        <translation>Nichts von dieser Art ist gemalt: Keine Datei wurde geschrieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are left out.</source>
        <translation>
            <numerusform>%n Bild ist ausgelassen.</numerusform>
            <numerusform>%n Bilder sind ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>PNG, in the folders of MVTec AD</source>
        <translation>PNG, in den Ordnern von MVTec AD</translation>
    </message>
    <message>
        <source>labelme JSON</source>
        <translation>labelme-JSON</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Which masks</source>
        <translation>Welche Masken</translation>
    </message>
    <message>
        <source>As which files</source>
        <translation>Als welche Dateien</translation>
    </message>
    <message>
        <source>ground_truth/scratch/name_mask.png: 8 bit, 0 or 255, as large as the image.</source>
        <translation>ground_truth/scratch/name_mask.png: 8 Bit, 0 oder 255, so groß wie das Bild.</translation>
    </message>
    <message>
        <source>name.json for each image: polygons that hold exactly the painted pixels.</source>
        <translation>name.json zu jedem Bild: Polygone, die genau die gemalten Pixel umfassen.</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Entstanden aus</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>Erstellt mit</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>inside the file</source>
        <translation>in der Datei</translation>
    </message>
    <message>
        <source>not in the file</source>
        <translation>nicht in der Datei</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>built in, none needed</source>
        <translation>eingebaut, keine nötig</translation>
    </message>
    <message>
        <source>sha256 of it</source>
        <translation>Deren sha256</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Input size</source>
        <translation>Eingangsgröße</translation>
    </message>
    <message>
        <source>the backbone&apos;s own</source>
        <translation>die des Backbones</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>It gives scores, but no verdicts.</source>
        <translation>Er gibt Scores, aber keine Urteile.</translation>
    </message>
    <message numerus="yes">
        <source>%n good score(s)</source>
        <translation>
            <numerusform>%n guter Score</numerusform>
            <numerusform>%n gute Scores</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n bad score(s)</source>
        <translation>
            <numerusform>%n schlechter Score</numerusform>
            <numerusform>%n schlechte Scores</numerusform>
        </translation>
    </message>
    <message>
        <source>Unsure above</source>
        <translation>Unsicher über</translation>
    </message>
    <message>
        <source>Fail above</source>
        <translation>Durchgefallen über</translation>
    </message>
    <message>
        <source>Set on</source>
        <translation>Bestimmt durch</translation>
    </message>
    <message>
        <source>Promise</source>
        <translation>Versprechen</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Painted</source>
        <translation>Bemalt</translation>
    </message>
    <message>
        <source>More good</source>
        <translation>Weitere gute</translation>
    </message>
    <message>
        <source>More bad</source>
        <translation>Weitere schlechte</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Änderungsprotokoll</translation>
    </message>
</context>
<context>
    <name>FitPanel</name>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>Backbone</translation>
    </message>
    <message>
        <source>Detector</source>
        <translation>Detektor</translation>
    </message>
    <message>
        <source>Image and score</source>
        <translation>Bild und Score</translation>
    </message>
    <message>
        <source>the backbone&apos;s own</source>
        <translation>die des Backbones</translation>
    </message>
    <message>
        <source>Smaller edge of what the backbone sees. Larger finds more.</source>
        <translation>Kürzere Kante dessen, was das Backbone sieht. Größer findet mehr.</translation>
    </message>
    <message>
        <source>Sigma of the heatmap&apos;s smoothing in image pixels.</source>
        <translation>Sigma der Glättung der Heatmap in Bildpixeln.</translation>
    </message>
    <message>
        <source>Regions of fewer pixels are left out.</source>
        <translation>Bereiche mit weniger Pixeln werden ausgelassen.</translation>
    </message>
    <message>
        <source>Measure the part only</source>
        <translation>Nur das Teil messen</translation>
    </message>
    <message>
        <source>Leaves the background out, where the proposed mask really fits. Look first.</source>
        <translation>Lässt den Hintergrund aus, wo die vorgeschlagene Maske wirklich passt. Erst ansehen.</translation>
    </message>
    <message>
        <source>Show the proposed mask…</source>
        <translation>Vorgeschlagene Maske zeigen…</translation>
    </message>
    <message>
        <source>Input size</source>
        <translation>Eingangsgröße</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Large images</source>
        <translation>Große Bilder</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smallest region</source>
        <translation>Kleinster Bereich</translation>
    </message>
    <message>
        <source>Computes on</source>
        <translation>Rechnet auf</translation>
    </message>
    <message>
        <source>What computes. Automatic takes a GPU where there is one.</source>
        <translation>Was rechnet. Automatisch nimmt eine GPU, wo es eine gibt.</translation>
    </message>
    <message>
        <source>Computes on: automatic</source>
        <translation>Rechnet auf: automatisch</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anlernen</translation>
    </message>
    <message>
        <source>Learn from the references and measure every image (F5)</source>
        <translation>Von den Referenzen lernen und jedes Bild messen (F5)</translation>
    </message>
    <message>
        <source>Computes on: {0}</source>
        <translation>Rechnet auf: {0}</translation>
    </message>
    <message>
        <source>Own settings</source>
        <translation>Eigene Einstellungen</translation>
    </message>
    <message>
        <source>Chosen by hand below.</source>
        <translation>Unten von Hand gewählt.</translation>
    </message>
    <message numerus="yes">
        <source>%n reference(s)</source>
        <translation>
            <numerusform>%n Referenz</numerusform>
            <numerusform>%n Referenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n painted defect image(s)</source>
        <translation>
            <numerusform>%n Bild mit gemaltem Defekt</numerusform>
            <numerusform>%n Bilder mit gemalten Defekten</numerusform>
        </translation>
    </message>
    <message>
        <source>Mark a good image with G and let it teach with R.</source>
        <translation>Markieren Sie ein gutes Bild mit G und machen Sie es mit R zur Referenz.</translation>
    </message>
    <message>
        <source>Read-only: options cannot be changed here.</source>
        <translation>Schreibgeschützt: Optionen sind hier nicht änderbar.</translation>
    </message>
    <message>
        <source>No download</source>
        <translation>Kein Herunterladen</translation>
    </message>
</context>
<context>
    <name>GalleryBar</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Not set</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Judged fail</source>
        <translation>Urteil durchgefallen</translation>
    </message>
    <message>
        <source>Judged unsure</source>
        <translation>Urteil unsicher</translation>
    </message>
    <message>
        <source>Judged pass</source>
        <translation>Urteil bestanden</translation>
    </message>
    <message>
        <source>Judged wrongly</source>
        <translation>Falsch beurteilt</translation>
    </message>
    <message>
        <source>Painted</source>
        <translation>Bemalt</translation>
    </message>
    <message>
        <source>Missing or damaged</source>
        <translation>Fehlend oder beschädigt</translation>
    </message>
    <message>
        <source>Which images are shown</source>
        <translation>Welche Bilder gezeigt werden</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>Wie hinzugefügt</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Unusual first</source>
        <translation>Ungewöhnliche zuerst</translation>
    </message>
    <message>
        <source>What the images are sorted by</source>
        <translation>Wonach die Bilder sortiert sind</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Descending: the last, the largest, first</source>
        <translation>Absteigend: das Letzte, das Größte, zuerst</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
</context>
<context>
    <name>GalleryDelegate</name>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Marked: {0}</source>
        <translation>Markiert: {0}</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>durchgefallen</translation>
    </message>
    <message>
        <source>Judged: {0}, {1} of the fail limit</source>
        <translation>Urteil: {0}, {1} der Fehlergrenze</translation>
    </message>
    <message>
        <source>Place {0} of {1}, the most unusual first</source>
        <translation>Platz {0} von {1}, die ungewöhnlichsten zuerst</translation>
    </message>
    <message>
        <source>Judged wrongly: the mark says otherwise</source>
        <translation>Falsch beurteilt: die Markierung sagt etwas anderes</translation>
    </message>
    <message>
        <source>A defect is painted</source>
        <translation>Ein Defekt ist gemalt</translation>
    </message>
    <message>
        <source>The file is not where it was</source>
        <translation>Die Datei ist nicht mehr dort, wo sie war</translation>
    </message>
</context>
<context>
    <name>GalleryPanel</name>
    <message>
        <source>No images yet</source>
        <translation>Noch keine Bilder</translation>
    </message>
    <message>
        <source>Drop images or a folder here. Folders named good and bad are understood.</source>
        <translation>Ziehen Sie Bilder oder einen Ordner hierher. Ordner namens good und bad werden verstanden.</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>No such image</source>
        <translation>Kein solches Bild</translation>
    </message>
    <message>
        <source>No image fits the filter and the search.</source>
        <translation>Kein Bild passt zum Filter und zur Suche.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>1 image</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>{0} images</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>references: {0}</source>
        <translation>Referenzen: {0}</translation>
    </message>
    <message>
        <source>{0} good, {1} bad, {2} not set</source>
        <translation>{0} gut, {1} schlecht, {2} offen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>{0} shown of</source>
        <translation>{0} gezeigt von</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Drag a limit, or go to it with Tab and press Left or Right (with Shift: further). Esc drops a drag. Click on a mark to see its image. Ctrl and the wheel zoom, a double click shows all again.</source>
        <translation>Ziehen Sie eine Grenze, oder gehen Sie mit Tab zu ihr und drücken Sie Links oder Rechts (mit Umschalt: weiter). Esc verwirft das Ziehen. Ein Klick auf eine Marke zeigt ihr Bild. Strg und Mausrad vergrößern, ein Doppelklick zeigt wieder alles.</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>Score {0}</translation>
    </message>
    <message>
        <source>not used for limits: it taught the detector</source>
        <translation>zählt für die Grenzen nicht: der Detektor hat davon gelernt</translation>
    </message>
</context>
<context>
    <name>ImportMasksDialog</name>
    <message>
        <source>Import masks</source>
        <translation>Masken importieren</translation>
    </message>
    <message>
        <source>Folder with masks</source>
        <translation>Ordner mit Masken</translation>
    </message>
    <message>
        <source>Mask files</source>
        <translation>Maskendateien</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Looking for masks</source>
        <translation>Masken werden gesucht</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>Painted like this already</source>
        <translation>Schon so gemalt</translation>
    </message>
    <message>
        <source>Choose a folder or files, or drop them here: PNG masks named like their image (name.png or name_mask.png), a ground_truth folder, or labelme files.</source>
        <translation>Wählen Sie einen Ordner oder Dateien, oder ziehen Sie sie hierher: PNG-Masken, die wie ihr Bild heißen (name.png oder name_mask.png), einen Ordner ground_truth oder labelme-Dateien.</translation>
    </message>
    <message numerus="yes">
        <source>%n mask(s) belong to images.</source>
        <translation>
            <numerusform>%n Maske gehört zu einem Bild.</numerusform>
            <numerusform>%n Masken gehören zu Bildern.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them change nothing.</source>
        <translation>
            <numerusform>%n davon ändert nichts.</numerusform>
            <numerusform>%n davon ändern nichts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are left out.</source>
        <translation>
            <numerusform>%n Datei ist ausgelassen.</numerusform>
            <numerusform>%n Dateien sind ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add to what is painted already</source>
        <translation>Zum schon Gemalten hinzufügen</translation>
    </message>
    <message>
        <source>Otherwise the masks replace it</source>
        <translation>Sonst ersetzen die Masken es</translation>
    </message>
    <message>
        <source>Mark these images as bad</source>
        <translation>Diese Bilder als schlecht markieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Painted</source>
        <translation>Bemalt</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Masks that were found</source>
        <translation>Gefundene Masken</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Import as</source>
        <translation>Importieren als</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Dateien…</translation>
    </message>
</context>
<context>
    <name>JobBar</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>This did not work: {0}. The log says more.</source>
        <translation>Das ging nicht: {0}. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>{0} of {1} MB</source>
        <translation>{0} von {1} MB</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>about {0} s left</source>
        <translation>noch etwa {0} s</translation>
    </message>
    <message>
        <source>about {0} min left</source>
        <translation>noch etwa {0} min</translation>
    </message>
</context>
<context>
    <name>LearningTables</name>
    <message>
        <source>Limits from fewer of these images, drawn at random:</source>
        <translation>Grenzen aus weniger dieser Bilder, zufällig gezogen:</translation>
    </message>
    <message>
        <source>with {0} % confidence</source>
        <translation>mit {0} % Sicherheit</translation>
    </message>
    <message>
        <source>{0} now</source>
        <translation>{0} jetzt</translation>
    </message>
    <message>
        <source>Good images</source>
        <translation>Gute Bilder</translation>
    </message>
    <message>
        <source>Fewest false alarms on average</source>
        <translation>Im Mittel wenigste Fehlalarme</translation>
    </message>
    <message>
        <source>{0}–{1}</source>
        <comment>an interval</comment>
        <translation>{0}–{1}</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Fail limit</source>
        <translation>Fehlergrenze</translation>
    </message>
    <message>
        <source>False alarms among the rest</source>
        <translation>Fehlalarme unter den übrigen</translation>
    </message>
</context>
<context>
    <name>LimitFields</name>
    <message>
        <source>Back to the rules</source>
        <translation>Zurück zu den Regeln</translation>
    </message>
    <message>
        <source>Unsure above</source>
        <translation>Unsicher über</translation>
    </message>
    <message>
        <source>Fail above</source>
        <translation>Durchgefallen über</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>Noch ist nichts geschehen.</translation>
    </message>
    <message>
        <source>Which messages</source>
        <translation>Welche Meldungen</translation>
    </message>
    <message>
        <source>All messages</source>
        <translation>Alle Meldungen</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>training step</source>
        <translation>Trainingsschritt</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>How the loss fell in the training</source>
        <translation>Wie der Verlust im Training fiel</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s)</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Get the weights…</source>
        <translation>Gewichte holen…</translation>
    </message>
    <message>
        <source>Something unexpected went wrong: {0}. The log has more.</source>
        <translation>Etwas Unerwartetes ging schief: {0}. Das Protokoll sagt mehr.</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Haupt</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anlernen</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>Kalibrieren</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source> (read-only)</source>
        <translation> (schreibgeschützt)</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
</context>
<context>
    <name>MethodPlots</name>
    <message>
        <source>● good image, measured without itself   ◇ with a synthetic defect   ┊ limit</source>
        <translation>● gutes Bild, ohne sich selbst gemessen   ◇ mit künstlichem Defekt   ┊ Grenze</translation>
    </message>
</context>
<context>
    <name>MethodsModel</name>
    <message>
        <source>Method</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>with its 95 % interval</source>
        <translation>mit ihrem 95-%-Intervall</translation>
    </message>
    <message>
        <source>Synthetic AUROC</source>
        <translation>Künstliche AUROC</translation>
    </message>
    <message>
        <source>Synthetic missed</source>
        <translation>Künstliche übersehen</translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation>AUROC</translation>
    </message>
    <message>
        <source>Escapes</source>
        <translation>Schlupf</translation>
    </message>
    <message>
        <source>How well scores tell good from bad; 0.5 is chance, 1 is perfect</source>
        <translation>Wie gut Scores gut von schlecht trennen; 0,5 ist Zufall, 1 ist vollkommen</translation>
    </message>
    <message>
        <source>False alarms</source>
        <translation>Fehlalarme</translation>
    </message>
    <message>
        <source>Good images above the method&apos;s own limit</source>
        <translation>Gute Bilder über der eigenen Grenze des Verfahrens</translation>
    </message>
    <message>
        <source>What the method&apos;s own limit does not stop</source>
        <translation>Was die eigene Grenze des Verfahrens nicht anhält</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Standard deviation of the good scores in limits: small is calm</source>
        <translation>Standardabweichung der guten Scores in Grenzen: klein ist ruhig</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Anlernen</translation>
    </message>
    <message>
        <source>Seconds to learn, with nothing known before</source>
        <translation>Sekunden für das Anlernen, ohne Vorwissen</translation>
    </message>
    <message>
        <source>Per image</source>
        <translation>Je Bild</translation>
    </message>
    <message>
        <source>Seconds from the file to the verdict</source>
        <translation>Sekunden von der Datei bis zum Urteil</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Size of the detector file</source>
        <translation>Größe der Detektordatei</translation>
    </message>
    <message>
        <source>needs weights</source>
        <translation>braucht Gewichte</translation>
    </message>
    <message>
        <source>not with this backbone</source>
        <translation>nicht mit diesem Backbone</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>nicht verglichen</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>MissingImages</name>
    <message numerus="yes">
        <source>%n image(s) are not where they were.</source>
        <translation>
            <numerusform>%n Bild ist nicht mehr dort, wo es war.</numerusform>
            <numerusform>%n Bilder sind nicht mehr dort, wo sie waren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Look in a folder…</source>
        <translation>In einem Ordner suchen…</translation>
    </message>
    <message>
        <source>In which folder, or in one below it, are the images now?</source>
        <translation>In welchem Ordner, oder in einem darunter, sind die Bilder jetzt?</translation>
    </message>
    <message>
        <source>Looking for the images</source>
        <translation>Bilder werden gesucht</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) found.</source>
        <translation>
            <numerusform>%n Bild gefunden.</numerusform>
            <numerusform>%n Bilder gefunden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) are still missing.</source>
        <translation>
            <numerusform>%n Bild fehlt noch.</numerusform>
            <numerusform>%n Bilder fehlen noch.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObjectMaskDialog</name>
    <message>
        <source>Does the mask cover the part?</source>
        <translation>Bedeckt die Maske das Teil?</translation>
    </message>
    <message>
        <source>Only what is bright would be measured. Say yes if it covers the whole part in every picture, and no where it cuts something off.</source>
        <translation>Nur was hell ist, würde gemessen. Sagen Sie Ja, wenn es in jedem Bild das ganze Teil bedeckt, und Nein, wenn es irgendwo etwas abschneidet.</translation>
    </message>
    <message>
        <source>It looks usable: {0}.</source>
        <translation>Sie scheint brauchbar: {0}.</translation>
    </message>
    <message>
        <source>It does not look usable: {0}.</source>
        <translation>Sie scheint nicht brauchbar: {0}.</translation>
    </message>
    <message>
        <source>Yes, measure the part only</source>
        <translation>Ja, nur das Teil messen</translation>
    </message>
    <message>
        <source>No, measure everything</source>
        <translation>Nein, alles messen</translation>
    </message>
</context>
<context>
    <name>Outputs</name>
    <message>
        <source>Looking for the part</source>
        <translation>Das Teil wird gesucht</translation>
    </message>
    <message>
        <source>Save results</source>
        <translation>Ergebnisse speichern</translation>
    </message>
    <message>
        <source>Export report</source>
        <translation>Bericht exportieren</translation>
    </message>
    <message>
        <source>Saving results</source>
        <translation>Ergebnisse werden gespeichert</translation>
    </message>
    <message numerus="yes">
        <source>Saved the results of %n image(s) in {0}.</source>
        <translation>
            <numerusform>Ergebnisse von %n Bild in {0} gespeichert.</numerusform>
            <numerusform>Ergebnisse von %n Bildern in {0} gespeichert.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PatchPair</name>
    <message>
        <source>Patch of the image</source>
        <translation>Patch des Bildes</translation>
    </message>
    <message>
        <source>Most similar reference patch</source>
        <translation>Ähnlichster Patch einer Referenz</translation>
    </message>
    <message>
        <source>Looks most like this</source>
        <translation>Ähnelt am meisten</translation>
    </message>
</context>
<context>
    <name>PixelLimit</name>
    <message>
        <source>Pixel limit by</source>
        <translation>Pixelgrenze nach</translation>
    </message>
    <message>
        <source>Pixels stand out above {0}</source>
        <translation>Pixel fallen auf über {0}</translation>
    </message>
    <message>
        <source>As the fail limit</source>
        <translation>Wie die Fehlergrenze</translation>
    </message>
    <message>
        <source>The limit moves with the fail limit: what is not passed shows where.</source>
        <translation>Sie geht mit der Fehlergrenze: Was nicht besteht, zeigt, wo.</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Of the system</source>
        <translation>Des Systems</translation>
    </message>
    <message>
        <source>The language changes when the program is started again.</source>
        <translation>Die Sprache wechselt, wenn das Programm neu gestartet wird.</translation>
    </message>
    <message>
        <source>About Inspector</source>
        <translation>Über Inspector</translation>
    </message>
    <message>
        <source>Visual inspection from a few good images. Apache License 2.0.</source>
        <translation>Sichtprüfung aus wenigen guten Bildern. Apache-Lizenz 2.0.</translation>
    </message>
</context>
<context>
    <name>PromiseNotes</name>
    <message>
        <source>No limits yet</source>
        <translation>Noch keine Grenzen</translation>
    </message>
    <message>
        <source>Fit a detector: limits follow from the good images.</source>
        <translation>Lernen Sie einen Detektor an: Grenzen folgen aus den guten Bildern.</translation>
    </message>
    <message>
        <source>What these limits promise</source>
        <translation>Was diese Grenzen versprechen</translation>
    </message>
    <message>
        <source>Not promised</source>
        <translation>Nicht versprochen</translation>
    </message>
</context>
<context>
    <name>RankImages</name>
    <message>
        <source>Comparing the images with each other</source>
        <translation>Die Bilder werden miteinander verglichen</translation>
    </message>
    <message>
        <source>Most unusual first. Mark some of the last ones as good (G) and references (R), then fit.</source>
        <translation>Die ungewöhnlichsten zuerst. Markieren Sie einige der letzten als gut (G) und als Referenz (R), und lernen Sie dann an.</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be read.</source>
        <translation>
            <numerusform>%n Bild war nicht lesbar.</numerusform>
            <numerusform>%n Bilder waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>None of these images is marked yet. Which ones are unusual?</source>
        <translation>Noch keines dieser Bilder ist markiert. Welche sind ungewöhnlich?</translation>
    </message>
    <message>
        <source>Rank them</source>
        <translation>Reihen</translation>
    </message>
</context>
<context>
    <name>RegionsForm</name>
    <message>
        <source>Regions</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>An image also fails above</source>
        <translation>Ein Bild fällt auch durch über</translation>
    </message>
</context>
<context>
    <name>ResultsModel</name>
    <message>
        <source>Broken rules on regions: {0}</source>
        <translation>Verletzte Regeln für Bereiche: {0}</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Bad</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Folder and file</source>
        <translation>Ordner und Datei</translation>
    </message>
    <message>
        <source>Marked</source>
        <translation>Markiert</translation>
    </message>
    <message>
        <source>What a person said</source>
        <translation>Was ein Mensch gesagt hat</translation>
    </message>
    <message>
        <source>Pass</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>Fail</source>
        <translation>Durchgefallen</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>By the limits as they are now</source>
        <translation>Nach den Grenzen, wie sie jetzt sind</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Higher is more anomalous</source>
        <translation>Höher ist auffälliger</translation>
    </message>
    <message>
        <source>× limit</source>
        <translation>× Grenze</translation>
    </message>
    <message>
        <source>The score in fail limits: above 1 the image fails</source>
        <translation>Der Score in Fehlergrenzen: über 1 fällt das Bild durch</translation>
    </message>
    <message>
        <source>Peak</source>
        <translation>Spitze</translation>
    </message>
    <message>
        <source>The largest value of the heatmap</source>
        <translation>Der größte Wert der Heatmap</translation>
    </message>
    <message>
        <source>Held out</source>
        <translation>Gesondert</translation>
    </message>
    <message>
        <source>False alarm</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Escape</source>
        <translation>Schlupf</translation>
    </message>
    <message>
        <source>The detector learns from this image: it was measured without it</source>
        <translation>Der Detektor lernt von diesem Bild: es wurde ohne es gemessen</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>The verdict contradicts what a person said</source>
        <translation>Das Urteil widerspricht dem, was ein Mensch gesagt hat</translation>
    </message>
</context>
<context>
    <name>ResultsPanel</name>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Save the table as CSV</source>
        <translation>Tabelle als CSV speichern</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Save as JSON lines</source>
        <translation>Als JSON-Zeilen speichern</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s)</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{1}, {0} gezeigt</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>durchgefallen</translation>
    </message>
    <message>
        <source>Save a report to sign</source>
        <translation>Einen Bericht zum Unterschreiben speichern</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>There are no images yet.</source>
        <translation>Es gibt noch keine Bilder.</translation>
    </message>
    <message>
        <source>Nothing is measured yet. Fit the detector (F5) to see results here.</source>
        <translation>Noch ist nichts gemessen. Lernen Sie den Detektor an (F5), um hier Ergebnisse zu sehen.</translation>
    </message>
    <message>
        <source>No image fits this filter.</source>
        <translation>Kein Bild passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Filter: name, fail, escape…</source>
        <translation>Name, Urteil…</translation>
    </message>
    <message>
        <source>Filter the results</source>
        <translation>Ergebnisse filtern</translation>
    </message>
</context>
<context>
    <name>RocPlot</name>
    <message>
        <source>false-alarm rate</source>
        <translation>Fehlalarmrate</translation>
    </message>
    <message>
        <source>detection rate</source>
        <translation>Erkennungsrate</translation>
    </message>
</context>
<context>
    <name>Runner</name>
    <message>
        <source>Fitting</source>
        <translation>Anlernen</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messen</translation>
    </message>
    <message numerus="yes">
        <source>%n image(s) could not be measured.</source>
        <translation>
            <numerusform>%n Bild konnte nicht gemessen werden.</numerusform>
            <numerusform>%n Bilder konnten nicht gemessen werden.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ScoreBars</name>
    <message>
        <source>score</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Scores of the images, and the limits</source>
        <translation>Scores der Bilder und die Grenzen</translation>
    </message>
    <message>
        <source>Unsure above {0}</source>
        <translation>Unsicher über {0}</translation>
    </message>
    <message>
        <source>Fail above {0}</source>
        <translation>Durchgefallen über {0}</translation>
    </message>
    <message>
        <source>no limits</source>
        <translation>keine Grenzen</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keys and gestures</source>
        <translation>Tasten und Gesten</translation>
    </message>
    <message>
        <source>Search for a key or for what it does</source>
        <translation>Nach einer Taste suchen oder danach, was sie tut</translation>
    </message>
    <message>
        <source>No key does that.</source>
        <translation>Das tut keine Taste.</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>In the gallery</source>
        <translation>In der Galerie</translation>
    </message>
    <message>
        <source>On the picture</source>
        <translation>Auf dem Bild</translation>
    </message>
    <message>
        <source>In the gallery and on the picture</source>
        <translation>In der Galerie und auf dem Bild</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Or drop images or a folder anywhere on this window.</source>
        <translation>Oder ziehen Sie Bilder oder einen Ordner irgendwo auf dieses Fenster.</translation>
    </message>
    <message>
        <source>From a few good images to a detector that decides on the line as it does here.</source>
        <translation>Von wenigen guten Bildern zu einem Detektor, der an der Linie so entscheidet wie hier.</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Try everything on images that come with the program.</source>
        <translation>Alles an Bildern ausprobieren, die dem Programm beiliegen.</translation>
    </message>
    <message>
        <source>New inspection</source>
        <translation>Neue Prüfung</translation>
    </message>
    <message>
        <source>Start with a folder of images; a few good ones are enough.</source>
        <translation>Mit einem Ordner voller Bilder beginnen; wenige gute genügen.</translation>
    </message>
    <message>
        <source>Open an inspection</source>
        <translation>Eine Prüfung öffnen</translation>
    </message>
    <message>
        <source>Go on with one that was saved.</source>
        <translation>Mit einer gespeicherten weitermachen.</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Stop what is running (Esc)</source>
        <translation>Anhalten, was läuft (Esc)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>heat {0}</source>
        <translation>Heatmap {0}</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>{0}, {1} left</source>
        <translation>{0}, noch {1}</translation>
    </message>
</context>
<context>
    <name>StripPlot</name>
    <message>
        <source>score, in limits of the method</source>
        <translation>Score, in Grenzen des Verfahrens</translation>
    </message>
</context>
<context>
    <name>StudyDialog</name>
    <message>
        <source>Repeatability study</source>
        <translation>Wiederholbarkeitsstudie</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>{0} wird gelesen</translation>
    </message>
    <message>
        <source>Saving {0}</source>
        <translation>{0} wird gespeichert</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>Ordner mit Bildern</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Table of images</source>
        <translation>Tabelle der Bilder</translation>
    </message>
    <message>
        <source>Save the study</source>
        <translation>Studie speichern</translation>
    </message>
    <message>
        <source>Saved in {0}.</source>
        <translation>Gespeichert in {0}.</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Choose folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose table…</source>
        <translation>Tabelle wählen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Page to read (HTML)…</source>
        <translation>Seite zum Lesen (HTML)…</translation>
    </message>
    <message>
        <source>Table of images (CSV)…</source>
        <translation>Tabelle der Bilder (CSV)…</translation>
    </message>
    <message>
        <source>All numbers (JSON)…</source>
        <translation>Alle Zahlen (JSON)…</translation>
    </message>
    <message>
        <source>Spread of each part</source>
        <translation>Streuung jedes Teils</translation>
    </message>
    <message>
        <source>Photograph the same parts several times</source>
        <translation>Dieselben Teile mehrmals aufnehmen</translation>
    </message>
    <message>
        <source>Take each part out and put it back; if you like, in several lights or positions (conditions). The detector of this inspection says what it thinks of every image.</source>
        <translation>Nehmen Sie jedes Teil heraus und legen Sie es wieder ein; auf Wunsch bei mehreren Beleuchtungen oder Lagen (Bedingungen). Der Detektor dieser Prüfung beurteilt jedes Bild.</translation>
    </message>
    <message>
        <source>A folder: PART/CONDITION/image.png, PART/image.png, or names like part_condition_repeat.png; inside folders good and bad where you know which parts are which.</source>
        <translation>Ein Ordner: TEIL/BEDINGUNG/bild.png, TEIL/bild.png oder Namen wie teil_bedingung_wiederholung.png; in Ordnern good und bad, wo Sie wissen, welche Teile wie sind.</translation>
    </message>
    <message>
        <source>A table (CSV) with the columns file, part, condition, label.</source>
        <translation>Eine Tabelle (CSV) mit den Spalten file, part, condition, label.</translation>
    </message>
    <message>
        <source>10 parts, 3 conditions and 3 repeats say how repeatable the score is; about 50 parts, a third of them near the limit, how repeatable the verdicts are.</source>
        <translation>10 Teile, 3 Bedingungen und 3 Wiederholungen sagen, wie wiederholbar der Score ist; etwa 50 Teile, ein Drittel davon nahe der Grenze, wie wiederholbar die Urteile sind.</translation>
    </message>
</context>
<context>
    <name>StudyModel</name>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>What a person says</source>
        <translation>Was ein Mensch sagt</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean score of its images</source>
        <translation>Mittlerer Score seiner Bilder</translation>
    </message>
    <message>
        <source>Verdicts</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>How many images get each</source>
        <translation>Wie viele Bilder welches erhalten</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Standard deviation of its scores</source>
        <translation>Standardabweichung seiner Scores</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Spannweite</translation>
    </message>
    <message>
        <source>From its lowest to its highest score</source>
        <translation>Vom kleinsten zum größten Score</translation>
    </message>
    <message>
        <source>Sigmas to limit</source>
        <translation>Sigmas zur Grenze</translation>
    </message>
    <message>
        <source>From its mean to the nearest limit; below 3 the verdict may change</source>
        <translation>Vom Mittel zur nächsten Grenze; unter 3 kann das Urteil wechseln</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>durchgefallen</translation>
    </message>
</context>
<context>
    <name>StudyNumbers</name>
    <message>
        <source>What this study cannot tell</source>
        <translation>Was diese Studie nicht sagen kann</translation>
    </message>
    <message>
        <source>The score as a gauge</source>
        <translation>Der Score als Messmittel</translation>
    </message>
    <message>
        <source>Do verdicts repeat?</source>
        <translation>Wiederholen sich die Urteile?</translation>
    </message>
    <message>
        <source>Are they right?</source>
        <translation>Sind sie richtig?</translation>
    </message>
    <message>
        <source>Could not be measured</source>
        <translation>Nicht messbar</translation>
    </message>
</context>
<context>
    <name>StudyPlot</name>
    <message>
        <source>score</source>
        <translation>Score</translation>
    </message>
</context>
<context>
    <name>Verdicts</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>unmarked</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>pass</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>unsure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>fail</source>
        <translation>durchgefallen</translation>
    </message>
    <message numerus="yes">
        <source>%n {0} image(s) judged {1}</source>
        <translation>
            <numerusform>%n Bild ({0}) mit dem Urteil {1}</numerusform>
            <numerusform>%n Bilder ({0}) mit dem Urteil {1}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WeightsDialog</name>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Use built-in</source>
        <translation>Eingebautes nehmen</translation>
    </message>
    <message>
        <source>Weights of {0}</source>
        <translation>Gewichte von {0}</translation>
    </message>
    <message>
        <source>Downloading {0}</source>
        <translation>{0} wird heruntergeladen</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>{0} wird gelesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Stopped. Nothing was kept of it.</source>
        <translation>Angehalten. Nichts davon wurde behalten.</translation>
    </message>
    <message>
        <source>Download it</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Choose a file that is here</source>
        <translation>Eine vorhandene Datei wählen</translation>
    </message>
    <message>
        <source>A .safetensors, .pth or .pt file with the weights of {0}, from a machine that has them. It stays where it is.</source>
        <translation>Eine .safetensors-, .pth- oder .pt-Datei mit den Gewichten von {0}, von einem Rechner, der sie hat. Sie bleibt, wo sie ist.</translation>
    </message>
    <message>
        <source>Use the built-in backbone now</source>
        <translation>Jetzt das eingebaute Backbone nehmen</translation>
    </message>
    <message>
        <source>Needs no download and works at once. It sees textures and edges well, and parts that turn or bend less well.</source>
        <translation>Braucht nichts herunterzuladen und geht sofort. Es sieht Texturen und Kanten gut; Teile, die sich drehen oder biegen, weniger gut.</translation>
    </message>
    <message>
        <source>{0} MB from {1} ({2}). Licence: {3}.
It is kept in {4}</source>
        <translation>{0} MB von {1} ({2}). Lizenz: {3}.
Ablage in {4}</translation>
    </message>
    <message>
        <source>{0} needs weights that are not on this machine</source>
        <translation>{0} braucht Gewichte, die nicht auf diesem Rechner sind</translation>
    </message>
</context>
<context>
    <name>Workbench</name>
    <message>
        <source>Mark as {0}</source>
        <translation>Als {0} markieren</translation>
    </message>
    <message>
        <source>Use as reference</source>
        <translation>Als Referenz nehmen</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Find images</source>
        <translation>Bilder suchen</translation>
    </message>
    <message>
        <source>Remove images</source>
        <translation>Bilder entfernen</translation>
    </message>
    <message>
        <source>Use for all</source>
        <translation>Für alle nehmen</translation>
    </message>
    <message>
        <source>Set the limits</source>
        <translation>Grenzen setzen</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;New inspection from folder…</source>
        <translation>&amp;Neue Prüfung aus Ordner…</translation>
    </message>
    <message>
        <source>Start an inspection with the images of a folder</source>
        <translation>Eine Prüfung mit den Bildern eines Ordners beginnen</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a saved inspection</source>
        <translation>Eine gespeicherte Prüfung öffnen</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open one of the last inspections</source>
        <translation>Eine der letzten Prüfungen öffnen</translation>
    </message>
    <message>
        <source>Open samp&amp;le</source>
        <translation>Be&amp;ispiel öffnen</translation>
    </message>
    <message>
        <source>Try everything on images that come with the program</source>
        <translation>Alles an Bildern ausprobieren, die dem Programm beiliegen</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save the inspection</source>
        <translation>Die Prüfung speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Save the inspection in another folder</source>
        <translation>Die Prüfung in einem anderen Ordner speichern</translation>
    </message>
    <message>
        <source>Add &amp;images…</source>
        <translation>Bilder &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Add images to this inspection</source>
        <translation>Dieser Prüfung Bilder hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Find missing images…</source>
        <translation>Feh&amp;lende Bilder suchen…</translation>
    </message>
    <message>
        <source>Look in another folder for images that are not where they were</source>
        <translation>In einem anderen Ordner nach Bildern suchen, die nicht mehr dort sind, wo sie waren</translation>
    </message>
    <message>
        <source>I&amp;mport masks…</source>
        <translation>&amp;Masken importieren…</translation>
    </message>
    <message>
        <source>Take painted masks from PNG or labelme files</source>
        <translation>Gemalte Masken aus PNG- oder labelme-Dateien übernehmen</translation>
    </message>
    <message>
        <source>Export mas&amp;ks…</source>
        <translation>Mas&amp;ken exportieren…</translation>
    </message>
    <message>
        <source>Write the painted masks as PNG or labelme files</source>
        <translation>Die gemalten Masken als PNG- oder labelme-Dateien schreiben</translation>
    </message>
    <message>
        <source>&amp;Export detector…</source>
        <translation>&amp;Detektor exportieren…</translation>
    </message>
    <message>
        <source>Write one file that inspects images anywhere</source>
        <translation>Eine Datei schreiben, die Bilder überall prüft</translation>
    </message>
    <message>
        <source>&amp;Check detector file…</source>
        <translation>Detektordatei &amp;prüfen…</translation>
    </message>
    <message>
        <source>Run the self-test of a detector file and compare</source>
        <translation>Den Selbsttest einer Detektordatei ausführen und vergleichen</translation>
    </message>
    <message>
        <source>Export res&amp;ults…</source>
        <translation>&amp;Ergebnisse exportieren…</translation>
    </message>
    <message>
        <source>Write the table of results as CSV or JSON</source>
        <translation>Die Tabelle der Ergebnisse als CSV oder JSON schreiben</translation>
    </message>
    <message>
        <source>Export re&amp;port…</source>
        <translation>Berich&amp;t exportieren…</translation>
    </message>
    <message>
        <source>Write a report to sign as HTML, PDF, CSV or JSON</source>
        <translation>Einen Bericht zum Unterschreiben als HTML, PDF, CSV oder JSON schreiben</translation>
    </message>
    <message>
        <source>Audit &amp;trail…</source>
        <translation>Änderun&amp;gsprotokoll…</translation>
    </message>
    <message>
        <source>Who changed what and when in this inspection, and whether that record is whole</source>
        <translation>Wer in dieser Prüfung wann was geändert hat, und ob das Protokoll unversehrt ist</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Das Programm schließen</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Take the last change back</source>
        <translation>Die letzte Änderung zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Make the change again that was taken back</source>
        <translation>Die zurückgenommene Änderung wieder vornehmen</translation>
    </message>
    <message>
        <source>Mark as &amp;good</source>
        <translation>Als &amp;gut markieren</translation>
    </message>
    <message>
        <source>The selected images show good parts</source>
        <translation>Die gewählten Bilder zeigen gute Teile</translation>
    </message>
    <message>
        <source>Mark as &amp;bad</source>
        <translation>Als &amp;schlecht markieren</translation>
    </message>
    <message>
        <source>The selected images show bad parts</source>
        <translation>Die gewählten Bilder zeigen schlechte Teile</translation>
    </message>
    <message>
        <source>Remove the &amp;mark</source>
        <translation>&amp;Markierung entfernen</translation>
    </message>
    <message>
        <source>Nothing is said about the selected images</source>
        <translation>Über die gewählten Bilder ist nichts gesagt</translation>
    </message>
    <message>
        <source>Use as re&amp;ference</source>
        <translation>Als Re&amp;ferenz nehmen</translation>
    </message>
    <message>
        <source>The detector learns from the selected images, or no longer does</source>
        <translation>Der Detektor lernt von den gewählten Bildern oder nicht mehr</translation>
    </message>
    <message>
        <source>This is &amp;not a defect</source>
        <translation>Das ist k&amp;ein Defekt</translation>
    </message>
    <message>
        <source>What stands out in the selected images is normal: they are good, and the detector learns from them</source>
        <translation>Was in den ausgewählten Bildern auffällt, ist normal: Sie sind gut, und der Detektor lernt von ihnen</translation>
    </message>
    <message>
        <source>Remove &amp;images from the inspection</source>
        <translation>Bilder &amp;aus der Prüfung entfernen</translation>
    </message>
    <message>
        <source>The files themselves stay where they are</source>
        <translation>Die Dateien selbst bleiben, wo sie sind</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>&amp;Einpassen</translation>
    </message>
    <message>
        <source>Show the whole image</source>
        <translation>Das ganze Bild zeigen</translation>
    </message>
    <message>
        <source>&amp;Actual size</source>
        <translation>&amp;Originalgröße</translation>
    </message>
    <message>
        <source>One pixel of the image for one of the screen</source>
        <translation>Ein Pixel des Bildes für eines des Bildschirms</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Show it larger</source>
        <translation>Größer zeigen</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show it smaller</source>
        <translation>Kleiner zeigen</translation>
    </message>
    <message>
        <source>Show &amp;heatmap</source>
        <translation>&amp;Heatmap zeigen</translation>
    </message>
    <message>
        <source>Colour what is unlike the references</source>
        <translation>Färben, was den Referenzen nicht gleicht</translation>
    </message>
    <message>
        <source>Show &amp;regions</source>
        <translation>&amp;Bereiche zeigen</translation>
    </message>
    <message>
        <source>Outline what lies above the limit</source>
        <translation>Umreißen, was über der Grenze liegt</translation>
    </message>
    <message>
        <source>Show &amp;masks</source>
        <translation>&amp;Masken zeigen</translation>
    </message>
    <message>
        <source>Show what was painted</source>
        <translation>Zeigen, was gemalt wurde</translation>
    </message>
    <message>
        <source>&amp;Looks most like this</source>
        <translation>Ähnel&amp;t am meisten</translation>
    </message>
    <message>
        <source>Show the reference that a place looks most like</source>
        <translation>Die Referenz zeigen, der eine Stelle am meisten ähnelt</translation>
    </message>
    <message>
        <source>&amp;Previous image</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>Go to the image before this one</source>
        <translation>Zum Bild vor diesem gehen</translation>
    </message>
    <message>
        <source>&amp;Next image</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Go to the image after this one</source>
        <translation>Zum Bild nach diesem gehen</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>Farben des &amp;Systems</translation>
    </message>
    <message>
        <source>Light or dark, as the system is</source>
        <translation>Hell oder dunkel, wie das System</translation>
    </message>
    <message>
        <source>Ligh&amp;t</source>
        <translation>He&amp;ll</translation>
    </message>
    <message>
        <source>Dark text on light ground</source>
        <translation>Dunkler Text auf hellem Grund</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Light text on dark ground</source>
        <translation>Heller Text auf dunklem Grund</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>The language of the window</source>
        <translation>Die Sprache des Fensters</translation>
    </message>
    <message>
        <source>&amp;Select</source>
        <translation>&amp;Auswählen</translation>
    </message>
    <message>
        <source>Look around, and click on what is unlike the references</source>
        <translation>Umsehen und anklicken, was den Referenzen nicht gleicht</translation>
    </message>
    <message>
        <source>&amp;Brush</source>
        <translation>&amp;Pinsel</translation>
    </message>
    <message>
        <source>Paint; hold Alt to take away</source>
        <translation>Malen; mit Alt wegnehmen</translation>
    </message>
    <message>
        <source>&amp;Eraser</source>
        <translation>&amp;Radierer</translation>
    </message>
    <message>
        <source>Take away what was painted</source>
        <translation>Wegnehmen, was gemalt wurde</translation>
    </message>
    <message>
        <source>&amp;Polygon</source>
        <translation>P&amp;olygon</translation>
    </message>
    <message>
        <source>Click the corners; Enter closes it</source>
        <translation>Die Ecken anklicken; Enter schließt es</translation>
    </message>
    <message>
        <source>Flood &amp;fill</source>
        <translation>&amp;Flächenfüllung</translation>
    </message>
    <message>
        <source>Fill pixels of a like colour; drag to allow more</source>
        <translation>Pixel ähnlicher Farbe füllen; ziehen lässt mehr zu</translation>
    </message>
    <message>
        <source>&amp;Rectangle</source>
        <translation>Rech&amp;teck</translation>
    </message>
    <message>
        <source>Drag from corner to corner</source>
        <translation>Von Ecke zu Ecke ziehen</translation>
    </message>
    <message>
        <source>Paint &amp;defects</source>
        <translation>&amp;Defekte malen</translation>
    </message>
    <message>
        <source>What is wrong with a bad part</source>
        <translation>Was an einem schlechten Teil falsch ist</translation>
    </message>
    <message>
        <source>Paint what to &amp;ignore</source>
        <translation>&amp;Ignoriertes malen</translation>
    </message>
    <message>
        <source>Pixels that never count</source>
        <translation>Pixel, die nie zählen</translation>
    </message>
    <message>
        <source>Paint the region of i&amp;nterest</source>
        <translation>Prüf&amp;bereich malen</translation>
    </message>
    <message>
        <source>Only these pixels count</source>
        <translation>Nur diese Pixel zählen</translation>
    </message>
    <message>
        <source>Use for all ima&amp;ges</source>
        <translation>Für a&amp;lle Bilder nehmen</translation>
    </message>
    <message>
        <source>The region of interest and the ignored pixels of this image hold for every image</source>
        <translation>Prüfbereich und ignorierte Pixel dieses Bildes gelten für jedes Bild</translation>
    </message>
    <message>
        <source>S&amp;maller brush</source>
        <translation>&amp;Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush smaller</source>
        <translation>Den Pinsel verkleinern</translation>
    </message>
    <message>
        <source>&amp;Larger brush</source>
        <translation>&amp;Größerer Pinsel</translation>
    </message>
    <message>
        <source>Make the brush larger</source>
        <translation>Den Pinsel vergrößern</translation>
    </message>
    <message>
        <source>&amp;Fit the detector</source>
        <translation>Detektor an&amp;lernen</translation>
    </message>
    <message>
        <source>Learn from the references</source>
        <translation>Von den Referenzen lernen</translation>
    </message>
    <message>
        <source>&amp;Rank unlabelled images</source>
        <translation>&amp;Unmarkierte Bilder reihen</translation>
    </message>
    <message>
        <source>Compare the images with each other and show the most unusual first</source>
        <translation>Die Bilder miteinander vergleichen und die ungewöhnlichsten zuerst zeigen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Stop what is running</source>
        <translation>Anhalten, was läuft</translation>
    </message>
    <message>
        <source>Compare &amp;methods…</source>
        <translation>&amp;Verfahren vergleichen…</translation>
    </message>
    <message>
        <source>Try several methods on the marked images, side by side</source>
        <translation>Mehrere Verfahren an den markierten Bildern nebeneinander ausprobieren</translation>
    </message>
    <message>
        <source>Repeata&amp;bility study…</source>
        <translation>&amp;Wiederholbarkeitsstudie…</translation>
    </message>
    <message>
        <source>Inspect parts that were photographed several times</source>
        <translation>Teile prüfen, die mehrmals aufgenommen wurden</translation>
    </message>
    <message>
        <source>&amp;Live</source>
        <translation>L&amp;ive</translation>
    </message>
    <message>
        <source>Let the heatmap follow every change at once</source>
        <translation>Die Heatmap folgt jeder Änderung sofort</translation>
    </message>
    <message>
        <source>&amp;Keys and gestures</source>
        <translation>&amp;Tasten und Gesten</translation>
    </message>
    <message>
        <source>All keys, and what the mouse does</source>
        <translation>Alle Tasten, und was die Maus tut</translation>
    </message>
    <message>
        <source>&amp;About Inspector</source>
        <translation>Ü&amp;ber Inspector</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Paint</source>
        <translation>&amp;Malen</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>Select all images</source>
        <translation>Alle Bilder wählen</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>Pfeile</translation>
    </message>
    <message>
        <source>Select several images</source>
        <translation>Mehrere Bilder wählen</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Zoom at the pointer</source>
        <translation>Am Zeiger vergrößern</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Drag</source>
        <translation>Ziehen</translation>
    </message>
    <message>
        <source>Move the picture</source>
        <translation>Das Bild verschieben</translation>
    </message>
    <message>
        <source>Middle button</source>
        <translation>Mittlere Taste</translation>
    </message>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>Hold to peek at the image without its layers</source>
        <translation>Halten, um das Bild ohne seine Ebenen zu sehen</translation>
    </message>
    <message>
        <source>Change the size of the brush</source>
        <translation>Die Größe des Pinsels ändern</translation>
    </message>
    <message>
        <source>Alt</source>
        <translation>Alt</translation>
    </message>
    <message>
        <source>Take away with any tool that paints</source>
        <translation>Mit jedem malenden Werkzeug wegnehmen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Close the polygon</source>
        <translation>Das Polygon schließen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Drop the stroke that is being painted</source>
        <translation>Den Strich verwerfen, der gerade gemalt wird</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>With Select: show the reference that this place looks most like</source>
        <translation>Mit Auswählen: die Referenz zeigen, der diese Stelle am meisten ähnelt</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Patch memory</source>
        <translation>Patch-Gedächtnis</translation>
    </message>
    <message>
        <source>Compares each patch with the most similar patch of the good images.</source>
        <translation>Vergleicht jeden Patch mit dem ähnlichsten Patch der guten Bilder.</translation>
    </message>
    <message>
        <source>Neighbours</source>
        <translation>Nachbarn</translation>
    </message>
    <message>
        <source>How many nearest patches are averaged; 1 is sharpest.</source>
        <translation>Über wie viele nächste Patches gemittelt wird; 1 ist am schärfsten.</translation>
    </message>
    <message>
        <source>Turned copies</source>
        <translation>Gedrehte Kopien</translation>
    </message>
    <message>
        <source>Also learn each reference turned by this angle, for parts that lie in any direction.</source>
        <translation>Jede Referenz auch um diesen Winkel gedreht lernen, für Teile, die beliebig liegen.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Kept share of the memory</source>
        <translation>Behaltener Anteil des Gedächtnisses</translation>
    </message>
    <message>
        <source>Keep only the patches that represent the rest best: smaller and faster.</source>
        <translation>Nur die Patches behalten, die den Rest am besten vertreten: kleiner und schneller.</translation>
    </message>
    <message>
        <source>Normal and defect memory</source>
        <translation>Normal- und Defektgedächtnis</translation>
    </message>
    <message>
        <source>As patch memory; what resembles a painted defect counts for more.</source>
        <translation>Wie das Patch-Gedächtnis; was einem gemalten Defekt ähnelt, zählt mehr.</translation>
    </message>
    <message>
        <source>Name of the part</source>
        <translation>Name des Teils</translation>
    </message>
    <message>
        <source>What the images show, in English, such as hazelnut.</source>
        <translation>Was die Bilder zeigen, auf Englisch, etwa hazelnut.</translation>
    </message>
    <message>
        <source>More words for bad parts</source>
        <translation>Weitere Begriffe für schlechte Teile</translation>
    </message>
    <message>
        <source>In English, separated by commas, such as: scratched, with a missing screw.</source>
        <translation>Auf Englisch, durch Kommas getrennt, etwa: scratched, with a missing screw.</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>pooled takes means of patches; exact runs the network on each window alone, as the paper does, which takes some thirty times as long.</source>
        <translation>„gemittelt“ nimmt Mittel von Patches; „exakt“ rechnet das Netz auf jedem Fenster einzeln, wie die Veröffentlichung, und braucht etwa dreißigmal so lange.</translation>
    </message>
    <message>
        <source>pooled</source>
        <translation>gemittelt</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Skalen</translation>
    </message>
    <message>
        <source>Sides of the windows that are compared, in patches; more find larger defects, slower.</source>
        <translation>Seiten der verglichenen Fenster, in Patches; mehr finden größere Defekte, langsamer.</translation>
    </message>
    <message>
        <source>1,2</source>
        <translation>1; 2</translation>
    </message>
    <message>
        <source>1,2,3</source>
        <translation>1; 2; 3</translation>
    </message>
    <message>
        <source>1,2,3,7</source>
        <translation>1; 2; 3; 7</translation>
    </message>
    <message>
        <source>Weight of painted defects</source>
        <translation>Gewicht gemalter Defekte</translation>
    </message>
    <message>
        <source>How much likeness to a painted defect can raise a distance; 0 ignores the paintings.</source>
        <translation>Wie stark Ähnlichkeit mit einem gemalten Defekt einen Abstand erhöhen kann; 0 lässt das Gemalte außer Acht.</translation>
    </message>
    <message>
        <source>Learn the rest of painted images</source>
        <translation>Den Rest bemalter Bilder lernen</translation>
    </message>
    <message>
        <source>Patches of a painted image that no defect touches are good ones: learn them too.</source>
        <translation>Patches eines bemalten Bildes, die kein Defekt berührt, sind gute: auch sie lernen.</translation>
    </message>
    <message>
        <source>Compare with words too</source>
        <translation>Auch mit Begriffen vergleichen</translation>
    </message>
    <message>
        <source>The method&apos;s own score then counts words as well; needs a backbone with a text tower.</source>
        <translation>Der eigene Score des Verfahrens zählt dann auch Begriffe; braucht ein Backbone mit Textnetz.</translation>
    </message>
    <message>
        <source>Weights of the method&apos;s own score</source>
        <translation>Gewichte des eigenen Scores</translation>
    </message>
    <message>
        <source>paper weighs words, good and painted patches alike; validated tries others on altered copies of your images and keeps half of what it finds.</source>
        <translation>„veröffentlicht“ gewichtet Begriffe, gute und gemalte Patches gleich; „validiert“ probiert andere an veränderten Kopien Ihrer Bilder und behält die Hälfte dessen, was es findet.</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>validated</source>
        <translation>validiert</translation>
    </message>
    <message>
        <source>Subspace</source>
        <translation>Unterraum</translation>
    </message>
    <message>
        <source>Measures what of a patch does not fit how the good images vary; the file stays small.</source>
        <translation>Misst, was an einem Patch nicht zur Streuung der guten Bilder passt; die Datei bleibt klein.</translation>
    </message>
    <message>
        <source>Explained variance</source>
        <translation>Erklärte Varianz</translation>
    </message>
    <message>
        <source>How much of the good images&apos; variance counts as normal; higher tolerates more.</source>
        <translation>Wie viel der Varianz der guten Bilder als normal gilt; höher toleriert mehr.</translation>
    </message>
    <message>
        <source>Whitening</source>
        <translation>Whitening</translation>
    </message>
    <message>
        <source>residual: directions in which the good images are restless, too, count for less.</source>
        <translation>„Rest“: Richtungen, in denen auch die guten Bilder unruhig sind, zählen weniger.</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>Rest</translation>
    </message>
    <message>
        <source>Multi-view memory</source>
        <translation>Mehransichten-Gedächtnis</translation>
    </message>
    <message>
        <source>As patch memory, of turned and mirrored references; measures each image mirrored too.</source>
        <translation>Wie das Patch-Gedächtnis, aus gedrehten und gespiegelten Referenzen; misst jedes Bild auch gespiegelt.</translation>
    </message>
    <message>
        <source>Mirrored copies</source>
        <translation>Gespiegelte Kopien</translation>
    </message>
    <message>
        <source>learn: references mirrored both ways, too. measure: also each image mirrored; steadier, takes twice as long. no: for parts whose mirror image is wrong.</source>
        <translation>„lernen“: auch in beiden Richtungen gespiegelte Referenzen. „messen“: dazu jedes Bild gespiegelt; beständiger, dauert doppelt so lange. „nein“: für Teile, deren Spiegelbild falsch ist.</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>learn</source>
        <translation>lernen</translation>
    </message>
    <message>
        <source>measure</source>
        <translation>messen</translation>
    </message>
    <message>
        <source>Averaged neighbourhood</source>
        <translation>Gemittelte Nachbarschaft</translation>
    </message>
    <message>
        <source>Average each patch with so many around it on every side: 1 is 3 x 3 patches, 0 none.</source>
        <translation>Jeden Patch mit so vielen auf jeder Seite mitteln: 1 heißt 3 x 3 Patches, 0 gar nicht.</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>How patches are compared; own is what suits the backbone.</source>
        <translation>Wie Patches verglichen werden; „eigener“ ist der, der zum Backbone passt.</translation>
    </message>
    <message>
        <source>own</source>
        <translation>eigener</translation>
    </message>
    <message>
        <source>cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>euclidean</source>
        <translation>euklidisch</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Compares images with words; needs no references, but a CLIP backbone.</source>
        <translation>Vergleicht Bilder mit Begriffen; braucht keine Referenzen, aber ein CLIP-Backbone.</translation>
    </message>
    <message>
        <source>Manifold projector</source>
        <translation>Mannigfaltigkeits-Projektor</translation>
    </message>
    <message>
        <source>A small network learns to undo synthetic defects; what it changes is a defect. Takes minutes to learn.</source>
        <translation>Ein kleines Netz lernt, künstliche Defekte rückgängig zu machen; was es ändert, ist ein Defekt. Das Anlernen dauert Minuten.</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Lernplan</translation>
    </message>
    <message>
        <source>fast stops when the loss is flat and looks at a part of each image in a step; paper takes 2000 steps of 8 whole images, for a GPU.</source>
        <translation>„schnell“ endet, wenn der Verlust nicht mehr sinkt, und sieht je Schritt einen Teil jedes Bildes; „veröffentlicht“ macht 2000 Schritte mit 8 ganzen Bildern, für eine GPU.</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>schnell</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>How long it trains at most; 0 takes the schedule&apos;s own.</source>
        <translation>Wie lange es höchstens lernt; 0 nimmt die Zahl des Lernplans.</translation>
    </message>
    <message>
        <source>Spoilt copies</source>
        <translation>Verdorbene Kopien</translation>
    </message>
    <message>
        <source>Synthetic defects made of each good image.</source>
        <translation>Künstliche Defekte je gutem Bild.</translation>
    </message>
    <message>
        <source>Mirror and turn copies</source>
        <translation>Kopien spiegeln und drehen</translation>
    </message>
    <message>
        <source>Some copies are mirrored or turned too. Switch it off where a part that lies the wrong way is a defect.</source>
        <translation>Manche Kopien werden auch gespiegelt oder gedreht. Abschalten, wo ein falsch liegendes Teil ein Defekt ist.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Channels inside the network; 384 in the paper.</source>
        <translation>Kanäle im Netz; 384 in der Veröffentlichung.</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Depth of the network; 6 in the paper.</source>
        <translation>Tiefe des Netzes; 6 in der Veröffentlichung.</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Size of the training&apos;s steps.</source>
        <translation>Größe der Lernschritte.</translation>
    </message>
    <message>
        <source>Mean of the largest distances</source>
        <translation>Mittel der größten Abstände</translation>
    </message>
    <message>
        <source>Steady, and right for most defects: one odd patch alone does not decide.</source>
        <translation>Meist richtig und beständig: ein seltsamer Patch allein entscheidet nicht.</translation>
    </message>
    <message>
        <source>Fraction</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share of all patches that are averaged.</source>
        <translation>Anteil aller Patches, über den gemittelt wird.</translation>
    </message>
    <message>
        <source>Largest distance</source>
        <translation>Größter Abstand</translation>
    </message>
    <message>
        <source>The most sensitive: one odd patch alone decides.</source>
        <translation>Am empfindlichsten: ein seltsamer Patch allein entscheidet.</translation>
    </message>
    <message>
        <source>Percentile of the distances</source>
        <translation>Perzentil der Abstände</translation>
    </message>
    <message>
        <source>For defects that cover a large part of the image.</source>
        <translation>Für Defekte, die einen großen Teil des Bildes bedecken.</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>Share of patches below the score, in per cent.</source>
        <translation>Anteil der Patches unter dem Score, in Prozent.</translation>
    </message>
    <message>
        <source>The method&apos;s own</source>
        <translation>Der eigene des Verfahrens</translation>
    </message>
    <message>
        <source>As its paper has it: words and memories weighed for the whole image.</source>
        <translation>Wie veröffentlicht: Begriffe und Gedächtnisse, gewichtet für das ganze Bild.</translation>
    </message>
    <message>
        <source>Largest good score</source>
        <translation>Größter guter Score</translation>
    </message>
    <message>
        <source>Nothing that was called good is stopped.</source>
        <translation>Nichts, was gut genannt wurde, wird angehalten.</translation>
    </message>
    <message>
        <source>Wanted false-alarm rate</source>
        <translation>Gewünschte Fehlalarmrate</translation>
    </message>
    <message>
        <source>On average no more than this share of good parts lies above the limit.</source>
        <translation>Im Mittel liegt höchstens dieser Anteil guter Teile über der Grenze.</translation>
    </message>
    <message>
        <source>False-alarm rate</source>
        <translation>Fehlalarmrate</translation>
    </message>
    <message>
        <source>Share of good parts above the limit.</source>
        <translation>Anteil guter Teile über der Grenze.</translation>
    </message>
    <message>
        <source>Wanted escape rate</source>
        <translation>Gewünschte Schlupfrate</translation>
    </message>
    <message>
        <source>On average no more than this share of bad parts stays below the limit.</source>
        <translation>Im Mittel bleibt höchstens dieser Anteil schlechter Teile unter der Grenze.</translation>
    </message>
    <message>
        <source>Escape rate</source>
        <translation>Schlupfrate</translation>
    </message>
    <message>
        <source>Share of bad parts below the limit.</source>
        <translation>Anteil schlechter Teile unter der Grenze.</translation>
    </message>
    <message>
        <source>Best F1</source>
        <translation>Bestes F1</translation>
    </message>
    <message>
        <source>Tells the known good and bad images apart best.</source>
        <translation>Trennt die bekannten guten und schlechten Bilder am besten.</translation>
    </message>
    <message>
        <source>Lowest cost</source>
        <translation>Geringste Kosten</translation>
    </message>
    <message>
        <source>The errors on the known good and bad images cost least.</source>
        <translation>Die Fehler auf den bekannten guten und schlechten Bildern kosten am wenigsten.</translation>
    </message>
    <message>
        <source>Cost of a false alarm</source>
        <translation>Kosten eines Fehlalarms</translation>
    </message>
    <message>
        <source>What it costs to stop a good part.</source>
        <translation>Was es kostet, ein gutes Teil anzuhalten.</translation>
    </message>
    <message>
        <source>Cost of an escape</source>
        <translation>Kosten eines Schlupfs</translation>
    </message>
    <message>
        <source>What it costs to let a bad part through.</source>
        <translation>Was es kostet, ein schlechtes Teil durchzulassen.</translation>
    </message>
    <message>
        <source>Set by hand</source>
        <translation>Von Hand gesetzt</translation>
    </message>
    <message>
        <source>The limit is this number.</source>
        <translation>Die Grenze ist diese Zahl.</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>largest good score</source>
        <translation>größter guter Score</translation>
    </message>
    <message>
        <source>wanted false-alarm rate</source>
        <translation>gewünschte Fehlalarmrate</translation>
    </message>
    <message>
        <source>wanted escape rate</source>
        <translation>gewünschte Schlupfrate</translation>
    </message>
    <message>
        <source>best F1</source>
        <translation>bestes F1</translation>
    </message>
    <message>
        <source>lowest cost</source>
        <translation>geringste Kosten</translation>
    </message>
    <message>
        <source>set by hand</source>
        <translation>von Hand gesetzt</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>The built-in backbone and a patch memory; no download.</source>
        <translation>Das eingebaute Backbone und ein Patch-Gedächtnis; nichts herunterzuladen.</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>The built-in backbone on a smaller input and a quarter of the memory.</source>
        <translation>Das eingebaute Backbone mit kleinerem Eingang und einem Viertel des Gedächtnisses.</translation>
    </message>
    <message>
        <source>Small defects</source>
        <translation>Kleine Defekte</translation>
    </message>
    <message>
        <source>Twice the input size, and a score that a few patches decide.</source>
        <translation>Doppelte Eingangsgröße und ein Score, den wenige Patches entscheiden.</translation>
    </message>
    <message>
        <source>AnomalyDINO</source>
        <translation>AnomalyDINO</translation>
    </message>
    <message>
        <source>The paper&apos;s setting: DINOv2-S at 448, turned copies, mean of the top 1 %. Needs weights.</source>
        <translation>Die Einstellung der Veröffentlichung: DINOv2-S bei 448, gedrehte Kopien, Mittel des oberen 1 %. Braucht Gewichte.</translation>
    </message>
    <message>
        <source>SubspaceAD</source>
        <translation>SubspaceAD</translation>
    </message>
    <message>
        <source>The paper&apos;s setting: the giant DINOv2 at 672, its middle layers averaged, turned copies. Needs large weights and a graphics card; with a smaller DINOv2 it keeps its proportions.</source>
        <translation>Die Einstellung der Veröffentlichung: DINOv2-g bei 672, mittlere Schichten gemittelt, gedrehte Kopien. Braucht große Gewichte und eine Grafikkarte; mit einem kleineren DINOv2 behält sie ihre Verhältnisse.</translation>
    </message>
    <message>
        <source>VisionAD</source>
        <translation>VisionAD</translation>
    </message>
    <message>
        <source>The paper&apos;s setting: DINOv2-L at 448, layers averaged, turned and mirrored references, each image measured twice. Needs weights.</source>
        <translation>Die Einstellung der Veröffentlichung: DINOv2-L bei 448, Schichten gemittelt, gedrehte und gespiegelte Referenzen, jedes Bild zweimal gemessen. Braucht Gewichte.</translation>
    </message>
    <message>
        <source>PatchCore</source>
        <translation>PatchCore</translation>
    </message>
    <message>
        <source>The paper&apos;s setting: two stages of a wide ResNet-50, a tenth of the patches, the largest distance as the score. For many good images. Needs weights.</source>
        <translation>Die Einstellung der Veröffentlichung: zwei Stufen eines Wide-ResNet-50, ein Zehntel der Patches, der größte Abstand als Score. Für viele gute Bilder. Braucht Gewichte.</translation>
    </message>
    <message>
        <source>FoundAD</source>
        <translation>FoundAD</translation>
    </message>
    <message>
        <source>The paper&apos;s setting: DINOv3-B at 512, a projector trained on synthetic defects, the mean of the 10 largest errors. Trains long; needs weights and a GPU.</source>
        <translation>Die Einstellung der Veröffentlichung: DINOv3-B bei 512, ein an künstlichen Defekten gelernter Projektor, das Mittel der 10 größten Fehler. Lernt lange; braucht Gewichte und eine GPU.</translation>
    </message>
    <message>
        <source>WinCLIP</source>
        <translation>WinCLIP</translation>
    </message>
    <message>
        <source>The paper&apos;s zero-shot setting: CLIP at 240, windows of 4 and 9 patches seen alone, words about good and bad parts: name the part. Slow; needs weights and open-clip-torch.</source>
        <translation>Die Einstellung der Veröffentlichung ohne Referenzen: CLIP bei 240, Fenster von 4 und 9 Patches einzeln gesehen, Begriffe für gute und schlechte Teile: Benennen Sie das Teil. Langsam; braucht Gewichte und open-clip-torch.</translation>
    </message>
    <message>
        <source>posWinCLIP+</source>
        <translation>posWinCLIP+</translation>
    </message>
    <message>
        <source>The paper&apos;s setting: CLIP at 240, four sizes of windows seen alone, a memory of good and one of painted windows, and words. Slow; needs weights and open-clip-torch.</source>
        <translation>Die Einstellung der Veröffentlichung: CLIP bei 240, vier Fenstergrößen einzeln gesehen, ein Gedächtnis guter und eines gemalter Fenster, und Begriffe. Langsam; braucht Gewichte und open-clip-torch.</translation>
    </message>
    <message>
        <source>Wavelet scattering (built in)</source>
        <translation>Wavelet-Streuung (eingebaut)</translation>
    </message>
    <message>
        <source>DINOv2 Small/14 with registers</source>
        <translation>DINOv2 Small/14 mit Registern</translation>
    </message>
    <message>
        <source>DINOv2 Base/14 with registers</source>
        <translation>DINOv2 Base/14 mit Registern</translation>
    </message>
    <message>
        <source>DINOv2 Large/14 with registers</source>
        <translation>DINOv2 Large/14 mit Registern</translation>
    </message>
    <message>
        <source>DINOv2 Giant/14 with registers</source>
        <translation>DINOv2 Giant/14 mit Registern</translation>
    </message>
    <message>
        <source>{0} answers of one rater but {1} of the other</source>
        <translation>{0} Antworten des einen Prüfers, aber {1} des anderen</translation>
    </message>
    <message>
        <source>very good</source>
        <translation>sehr gut</translation>
    </message>
    <message>
        <source>not acceptable</source>
        <translation>nicht annehmbar</translation>
    </message>
    <message>
        <source>This cannot be put into the audit trail: {0}.</source>
        <translation>Das kann nicht in das Änderungsprotokoll aufgenommen werden: {0}.</translation>
    </message>
    <message>
        <source>user {0}</source>
        <translation>Benutzer {0}</translation>
    </message>
    <message>
        <source>The audit trail {0} cannot be read: {1}. Ask who looks after the folder.</source>
        <translation>Das Änderungsprotokoll {0} kann nicht gelesen werden: {1}. Fragen Sie, wer den Ordner betreut.</translation>
    </message>
    <message>
        <source>cut off</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>kind of defect</source>
        <translation>Art des Defekts</translation>
    </message>
    <message>
        <source>remove image</source>
        <translation>Bild entfernt</translation>
    </message>
    <message>
        <source>add image</source>
        <translation>Bild hinzugefügt</translation>
    </message>
    <message>
        <source>changed outside</source>
        <translation>außerhalb geändert</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>nicht gespeichert</translation>
    </message>
    <message>
        <source>defect mask</source>
        <translation>Defektmaske</translation>
    </message>
    <message>
        <source>ignore region</source>
        <translation>ignorierter Bereich</translation>
    </message>
    <message>
        <source>region of interest</source>
        <translation>Prüfbereich</translation>
    </message>
    <message>
        <source>Checking the audit trail</source>
        <translation>Änderungsprotokoll wird geprüft</translation>
    </message>
    <message>
        <source>is no record that a program wrote</source>
        <translation>ist kein Eintrag, den ein Programm geschrieben hat</translation>
    </message>
    <message>
        <source>may be missing: the head in project.json is damaged</source>
        <translation>fehlt vielleicht: Der Kopf in project.json ist beschädigt</translation>
    </message>
    <message>
        <source>Line {0} was cut off by a crash; the next record will say so.</source>
        <translation>Zeile {0} wurde bei einem Absturz abgeschnitten; der nächste Eintrag wird es sagen.</translation>
    </message>
    <message>
        <source>project.json keeps no head: records that were cut off the end would not be missed.</source>
        <translation>project.json bewahrt keinen Kopf: Am Ende abgeschnittene Einträge fielen nicht auf.</translation>
    </message>
    <message>
        <source>or one before it is not what it was: no record has the hash {0}</source>
        <translation>oder eine davor ist nicht, was sie war: Kein Eintrag hat die Prüfsumme {0}</translation>
    </message>
    <message>
        <source>says that records before it are gone</source>
        <translation>sagt, dass Einträge davor fehlen</translation>
    </message>
    <message>
        <source>has not the hash that {0} keeps: {1}</source>
        <translation>hat nicht die Prüfsumme, die {0} bewahrt: {1}</translation>
    </message>
    <message>
        <source>and what follows is gone: {0} counts {1} records, {2} more</source>
        <translation>und was folgt, fehlt: {0} zählt {1} Einträge, {2} mehr</translation>
    </message>
    <message>
        <source>Line {0} {1}.</source>
        <translation>Zeile {0} {1}.</translation>
    </message>
    <message>
        <source>was altered: it has not the hash that it names</source>
        <translation>wurde verändert: Sie hat nicht die Prüfsumme, die sie nennt</translation>
    </message>
    <message>
        <source>is record {0}, but record {1} should stand there</source>
        <translation>ist Eintrag {0}, doch dort sollte Eintrag {1} stehen</translation>
    </message>
    <message>
        <source>is record {0}, which should stand before it</source>
        <translation>ist Eintrag {0}, der davor stehen sollte</translation>
    </message>
    <message>
        <source>does not follow the line before it: one of the two was altered</source>
        <translation>folgt nicht aus der Zeile davor: Eine der beiden wurde verändert</translation>
    </message>
    <message>
        <source>{0} records</source>
        <translation>{0} Einträge</translation>
    </message>
    <message>
        <source>The file of the trail is gone; there were {0}.</source>
        <translation>Die Datei des Protokolls fehlt; es waren {0}.</translation>
    </message>
    <message>
        <source>{0} is not what the last save recorded: it was changed by hand or by another program, or that save did not end.</source>
        <translation>{0} ist nicht, was das letzte Speichern festhielt: Es wurde von Hand oder von einem anderen Programm geändert, oder das Speichern kam nicht zu Ende.</translation>
    </message>
    <message>
        <source>{0}/{1} cannot be read: {2}.</source>
        <translation>{0}/{1} kann nicht gelesen werden: {2}.</translation>
    </message>
    <message>
        <source>{0}/{1} was changed without a record.</source>
        <translation>{0}/{1} wurde ohne Eintrag geändert.</translation>
    </message>
    <message>
        <source>records {0} to {1}</source>
        <translation>Einträge {0} bis {1}</translation>
    </message>
    <message>
        <source>{0}, record {1}</source>
        <translation>{0}, Eintrag {1}</translation>
    </message>
    <message>
        <source>{0} values</source>
        <translation>{0} Werte</translation>
    </message>
    <message>
        <source>There is no backbone &quot;{0}&quot;. Choose {1}, or {2}NAME for another architecture of timm.</source>
        <translation>Es gibt kein Backbone „{0}“. Wählen Sie {1} oder {2}NAME für eine andere Architektur von timm.</translation>
    </message>
    <message>
        <source>Loading {0}</source>
        <translation>{0} wird geladen</translation>
    </message>
    <message>
        <source>The backbone &quot;{0}&quot; is built in and takes no weights. Name the backbone that {1} belongs to, for example dinov2-small.</source>
        <translation>Das Backbone „{0}“ ist eingebaut und braucht keine Gewichte. Wählen Sie das Backbone, zu dem {1} gehört, etwa dinov2-small.</translation>
    </message>
    <message>
        <source>The backbone &quot;{0}&quot; is built in and has no layers to choose.</source>
        <translation>Das Backbone „{0}“ ist eingebaut und hat keine wählbaren Schichten.</translation>
    </message>
    <message>
        <source>it is given only to those who accepted its licence. Accept it on that page first.</source>
        <translation>Sie werden nur abgegeben, wenn die Lizenz angenommen wurde. Nehmen Sie sie zuerst auf jener Seite an.</translation>
    </message>
    <message>
        <source>there is no such file (404).</source>
        <translation>Diese Datei gibt es dort nicht (404).</translation>
    </message>
    <message>
        <source>the server answered {0} {1}.</source>
        <translation>Der Server antwortete {0} {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be reached ({1}).</source>
        <translation>{0} ist nicht erreichbar ({1}).</translation>
    </message>
    <message>
        <source>{0} has {1} MB free, it needs {2} MB.</source>
        <translation>{0} hat {1} MB frei, nötig sind {2} MB.</translation>
    </message>
    <message>
        <source>the connection broke after {0} of {1} bytes.</source>
        <translation>Die Verbindung brach nach {0} von {1} Byte ab.</translation>
    </message>
    <message>
        <source>the connection broke after {0} bytes ({1}).</source>
        <translation>Die Verbindung brach nach {0} Byte ab ({1}).</translation>
    </message>
    <message>
        <source>{0} x {1} is no multiple of patch {2}</source>
        <translation>{0} x {1} ist kein Vielfaches des Patches {2}</translation>
    </message>
    <message>
        <source>{0} images at once were too many for {1}: {2} now.</source>
        <translation>{0} Bilder auf einmal waren zu viel für {1}: jetzt {2}.</translation>
    </message>
    <message>
        <source>One image of {0} x {1} pixels needs more memory with {2} than there is here. Choose a smaller size or backbone.</source>
        <translation>Ein Bild mit {0} x {1} Pixeln braucht mit {2} mehr Speicher, als hier vorhanden ist. Wählen Sie eine kleinere Eingangsgröße oder ein kleineres Backbone.</translation>
    </message>
    <message>
        <source>{0} x {1} pixels cannot be computed on {2}: on cpu from now on.</source>
        <translation>{0} x {1} Pixel lassen sich auf {2} nicht berechnen: ab jetzt rechnet die CPU.</translation>
    </message>
    <message>
        <source>Layers of different widths ({0}) have no mean. Concatenate them, or choose one.</source>
        <translation>Schichten verschiedener Breite ({0}) haben keinen Mittelwert. Hängen Sie sie aneinander, oder wählen Sie eine.</translation>
    </message>
    <message>
        <source>The layer {0} is no fraction of the depth: 0 to 1.</source>
        <translation>Die Schicht {0} ist kein Anteil der Tiefe: 0 bis 1.</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>Speicher voll</translation>
    </message>
    <message>
        <source>can&apos;t allocate memory</source>
        <translation>kein Speicher mehr frei</translation>
    </message>
    <message>
        <source>The timm architecture &quot;{0}&quot; does not give features by layer.</source>
        <translation>Die timm-Architektur „{0}“ gibt keine Merkmale je Schicht.</translation>
    </message>
    <message>
        <source>{0} has no features at a usable resolution.</source>
        <translation>{0} hat keine Merkmale in brauchbarer Auflösung.</translation>
    </message>
    <message>
        <source>{0} does not fit {1}</source>
        <translation>{0} passt nicht zu {1}</translation>
    </message>
    <message>
        <source>{0} does not fit {1}: {2}</source>
        <translation>{0} passt nicht zu {1}: {2}</translation>
    </message>
    <message>
        <source>{0} does not fit {1}: {2}. Is it the file of another backbone?</source>
        <translation>{0} passt nicht zu {1}: {2}. Ist es die Datei eines anderen Backbones?</translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation>Meinten Sie {0}?</translation>
    </message>
    <message>
        <source>timm has no architecture &quot;{0}&quot;.{1}</source>
        <translation>timm hat keine Architektur „{0}“.{1}</translation>
    </message>
    <message>
        <source>timm knows no weights &quot;{0}&quot;: {1}</source>
        <translation>timm kennt keine Gewichte „{0}“: {1}</translation>
    </message>
    <message>
        <source>The timm architecture &quot;{0}&quot; takes only its own input size, so it cannot be used here. Plain vision transformers and convolutional networks take any size.</source>
        <translation>Die timm-Architektur „{0}“ nimmt nur ihre eigene Eingangsgröße an und ist darum hier nicht verwendbar. Einfache Vision-Transformer und Faltungsnetze nehmen jede Größe an.</translation>
    </message>
    <message>
        <source>{0}: its patches are {1} pixels, not {2}.</source>
        <translation>{0}: Die Patches haben {1} Pixel, nicht {2}.</translation>
    </message>
    <message>
        <source>{0}: it cannot be converted ({1}).</source>
        <translation>{0}: Die Umwandlung geht nicht ({1}).</translation>
    </message>
    <message>
        <source>size mismatch</source>
        <translation>Größen passen nicht</translation>
    </message>
    <message>
        <source>(and {0} more)</source>
        <translation>(und {0} weitere)</translation>
    </message>
    <message>
        <source>Nobody publishes weights of {0}. {1}</source>
        <translation>Niemand veröffentlicht Gewichte von {0}. {1}</translation>
    </message>
    <message>
        <source>Downloading {0}</source>
        <translation>{0} wird heruntergeladen</translation>
    </message>
    <message>
        <source>The weights of {0} ({1}) could not be downloaded: {2}</source>
        <translation>Die Gewichte von {0} ({1}) konnten nicht heruntergeladen werden: {2}</translation>
    </message>
    <message>
        <source>{0} holds no network weights.</source>
        <translation>{0} enthält keine Gewichte eines Netzes.</translation>
    </message>
    <message>
        <source>The weights file {0} does not exist.</source>
        <translation>Die Gewichtsdatei {0} gibt es nicht.</translation>
    </message>
    <message>
        <source>{0} is no weights file: its name must end in {1}.</source>
        <translation>{0} ist keine Gewichtsdatei: Der Name muss auf {1} enden.</translation>
    </message>
    <message>
        <source>{0} or {1}</source>
        <translation>{0} oder {1}</translation>
    </message>
    <message>
        <source>what came is no weights file ({0}).</source>
        <translation>Was ankam, ist keine Gewichtsdatei ({0}).</translation>
    </message>
    <message>
        <source>what came is an empty weights file.</source>
        <translation>Was ankam, ist eine leere Gewichtsdatei.</translation>
    </message>
    <message>
        <source>{0} cannot be read as safetensors: {1}.</source>
        <translation>{0} ist nicht als safetensors lesbar: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be read as plain weights: {1}</source>
        <translation>{0} ist nicht als reine Gewichte lesbar: {1}</translation>
    </message>
    <message>
        <source>These rates hold for independent good parts that are made, lit and photographed like the measured ones. Calibrate again after a change of lamp, camera, lens, material or references.</source>
        <translation>Diese Raten gelten für unabhängige gute Teile, die wie die gemessenen gefertigt, beleuchtet und aufgenommen sind. Kalibrieren Sie neu, wenn sich Lampe, Kamera, Objektiv, Material oder Referenzen ändern.</translation>
    </message>
    <message>
        <source>The good scores are of copies of one part, not of independent ones: no false-alarm rate follows from them.</source>
        <translation>Die guten Scores stammen von Kopien eines einzigen Teils, nicht von unabhängigen Teilen: Aus ihnen folgt keine Fehlalarmrate.</translation>
    </message>
    <message>
        <source>A limit must be a finite number: {0}, {1}.</source>
        <translation>Eine Grenze muss eine endliche Zahl sein: {0}; {1}.</translation>
    </message>
    <message>
        <source>The unsure limit {0} lies above the fail limit {1}.</source>
        <translation>Die Unsicher-Grenze {0} liegt über der Fehlergrenze {1}.</translation>
    </message>
    <message>
        <source>The calibration cannot be read: {0} is missing.</source>
        <translation>Die Kalibrierung ist nicht lesbar: {0} fehlt.</translation>
    </message>
    <message>
        <source>The calibration cannot be read: {0}.</source>
        <translation>Die Kalibrierung ist nicht lesbar: {0}.</translation>
    </message>
    <message>
        <source>good score</source>
        <translation>Guter Score</translation>
    </message>
    <message>
        <source>bad score</source>
        <translation>Schlechter Score</translation>
    </message>
    <message>
        <source>good peak</source>
        <translation>Gute Spitze</translation>
    </message>
    <message>
        <source>The unsure limit would lie above the fail limit and was lowered to it.</source>
        <translation>Die Unsicher-Grenze läge über der Fehlergrenze und wurde auf diese gesenkt.</translation>
    </message>
    <message>
        <source>Fail limit, {0}: {1}</source>
        <translation>Fehlergrenze, {0}: {1}</translation>
    </message>
    <message>
        <source>Unsure limit, {0}: {1}</source>
        <translation>Unsicher-Grenze, {0}: {1}</translation>
    </message>
    <message>
        <source>The {0} number {1} of {2} is {3}.</source>
        <translation>{0} Nummer {1} von {2} ist {3}.</translation>
    </message>
    <message>
        <source>pixel limit</source>
        <translation>Pixelgrenze</translation>
    </message>
    <message>
        <source>{0} ({1} of {2})</source>
        <translation>{0} ({1} von {2})</translation>
    </message>
    <message>
        <source>it was calibrated above</source>
        <translation>er ist oben kalibriert</translation>
    </message>
    <message>
        <source>Synthetic defect on {0}</source>
        <translation>Künstlicher Defekt auf {0}</translation>
    </message>
    <message>
        <source>Taking the time</source>
        <translation>Die Zeit wird gemessen</translation>
    </message>
    <message>
        <source>Scored on the same images by every method: {0} good and {1} bad. Those that teach were measured without themselves.</source>
        <translation>Jedes Verfahren hat dieselben Bilder gemessen: {0} gute und {1} schlechte. Die, von denen gelernt wird, wurden ohne sich selbst gemessen.</translation>
    </message>
    <message>
        <source>This rule needs at least {1} good images to see the shape of the largest scores, and there are {2}. Add good images, or use another rule.</source>
        <translation>Diese Regel braucht mindestens {1} gute Bilder, um den Verlauf der größten Scores zu sehen, und es gibt {2}. Fügen Sie gute Bilder hinzu, oder nehmen Sie eine andere Regel.</translation>
    </message>
    <message>
        <source>Few images choose badly: the best of several methods looks better here than it will be on new parts, and each limit was set on these same images. Where methods are alike, take the quicker one.</source>
        <translation>Wenige Bilder wählen schlecht: Das beste von mehreren Verfahren sieht hier besser aus, als es bei neuen Teilen sein wird, und jede Grenze wurde an eben diesen Bildern gesetzt. Sind Verfahren gleichauf, nehmen Sie das schnellere.</translation>
    </message>
    <message>
        <source>Mean + k sigma</source>
        <translation>Mittelwert + k Sigma</translation>
    </message>
    <message>
        <source>A control limit, as in process control; assumes normal scores.</source>
        <translation>Eine Eingriffsgrenze wie in der Prozessregelung; nimmt normalverteilte Scores an.</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>How many standard deviations above the mean.</source>
        <translation>Wie viele Standardabweichungen über dem Mittelwert.</translation>
    </message>
    <message>
        <source>Median + k MAD</source>
        <translation>Median + k MAD</translation>
    </message>
    <message>
        <source>As mean + k sigma, but some wrongly marked images do not move it.</source>
        <translation>Wie Mittelwert + k Sigma, aber einige falsch markierte Bilder verschieben sie nicht.</translation>
    </message>
    <message>
        <source>How many scaled deviations above the median.</source>
        <translation>Wie viele skalierte Abweichungen über dem Median.</translation>
    </message>
    <message>
        <source>Extreme-value tail</source>
        <translation>Extremwert-Ausläufer</translation>
    </message>
    <message>
        <source>For small rates: continues the shape of the largest good scores.</source>
        <translation>Für kleine Raten: setzt den Verlauf der größten guten Scores fort.</translation>
    </message>
    <message>
        <source>mean + k sigma</source>
        <translation>Mittelwert + k Sigma</translation>
    </message>
    <message>
        <source>median + k MAD</source>
        <translation>Median + k MAD</translation>
    </message>
    <message>
        <source>extreme-value tail</source>
        <translation>Extremwert-Ausläufer</translation>
    </message>
    <message>
        <source>The built-in backbone; compares patches and squares of 2 x 2 patches with good ones, and what resembles a painted defect counts for more. Takes longer than the default.</source>
        <translation>Das eingebaute Backbone; vergleicht Patches und Quadrate aus 2 x 2 Patches mit guten, und was einem gemalten Defekt ähnelt, zählt mehr. Dauert länger als die Voreinstellung.</translation>
    </message>
    <message>
        <source>There is one good image only. Altered copies of it stand in for others: nothing follows from them for other parts.</source>
        <translation>Es gibt nur ein gutes Bild. Veränderte Kopien davon stehen für andere: Für andere Teile folgt daraus nichts.</translation>
    </message>
    <message>
        <source>There is no bad image, so nobody can say yet which real defects a method finds. The AUROC is a synthetic one: against pieces of good images ({0}) pasted where they do not belong. It flatters methods that learn from such defects. Mark bad parts and compare again before you choose.</source>
        <translation>Es gibt kein schlechtes Bild; darum kann noch niemand sagen, welche echten Defekte ein Verfahren findet. Die AUROC ist eine künstliche: gegen Stücke guter Bilder ({0}), die eingesetzt sind, wo sie nicht hingehören. Sie schmeichelt Verfahren, die von solchen Defekten lernen. Markieren Sie schlechte Teile, und vergleichen Sie erneut, bevor Sie wählen.</translation>
    </message>
    <message>
        <source>With so many good images the rate of false alarms at the largest good score is only known to lie below {0}, with 95 % confidence and whatever the method.</source>
        <translation>Bei so vielen guten Bildern weiß man von der Fehlalarmrate am größten guten Score nur, dass sie unter {0} liegt, mit 95 % Sicherheit und mit jedem Verfahren.</translation>
    </message>
    <message>
        <source>The best AUROC is {0} ({1}); on images like these it may be anything from {2} to {3}, with 95 % confidence. Differences smaller than that mean nothing.</source>
        <translation>Die beste AUROC ist {0} ({1}); bei solchen Bildern kann sie mit 95 % Sicherheit alles von {2} bis {3} sein. Kleinere Unterschiede bedeuten nichts.</translation>
    </message>
    <message>
        <source>{0} is a file. Name the folder that the images are in.</source>
        <translation>{0} ist eine Datei. Wählen Sie den Ordner, in dem die Bilder liegen.</translation>
    </message>
    <message>
        <source>{0}: there is no such folder. Was it moved or renamed?</source>
        <translation>{0}: Diesen Ordner gibt es nicht. Wurde er verschoben oder umbenannt?</translation>
    </message>
    <message>
        <source>{0}: this folder cannot be opened ({1}). Check its permissions.</source>
        <translation>{0}: Dieser Ordner lässt sich nicht öffnen ({1}). Prüfen Sie seine Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{0} holds data sets in folders of their own. Choose one: {1}{2}.</source>
        <translation>{0} enthält Datensätze in eigenen Ordnern. Wählen Sie einen: {1}{2}.</translation>
    </message>
    <message>
        <source>{0} holds no image ({1}). Expected are images in the folder itself, or in folders named good and bad, or in train/good, test/good and test/&lt;kind of defect&gt;.</source>
        <translation>{0} enthält kein Bild ({1}). Erwartet werden Bilder im Ordner selbst oder in Ordnern namens good und bad oder in train/good, test/good und test/&lt;Art des Defekts&gt;.</translation>
    </message>
    <message>
        <source>{0}: this is not an image that can be read, whatever its name says. Save it as {1}.</source>
        <translation>{0}: Das ist kein lesbares Bild, was auch immer der Name sagt. Speichern Sie es als {1}.</translation>
    </message>
    <message>
        <source>{0}: its colours ({1}) are not supported. Save it as RGB.</source>
        <translation>{0}: Diese Farben ({1}) werden nicht unterstützt. Speichern Sie es als RGB.</translation>
    </message>
    <message>
        <source>{0}: the image is cut off or damaged, or packed in a rare way. Copy it again, or save it as an ordinary 16-bit PNG.</source>
        <translation>{0}: Das Bild ist abgeschnitten, beschädigt oder auf seltene Weise gepackt. Kopieren Sie es erneut, oder speichern Sie es als gewöhnliches 16-Bit-PNG.</translation>
    </message>
    <message>
        <source>self-test on {0} images: scores differ by at most {1}</source>
        <translation>Selbsttest an {0} Bildern: Scores weichen höchstens um {1} ab</translation>
    </message>
    <message>
        <source>Testing the detector on its own images</source>
        <translation>Der Detektor wird an seinen eigenen Bildern getestet</translation>
    </message>
    <message>
        <source>Measuring the self-test images</source>
        <translation>Die Selbsttestbilder werden gemessen</translation>
    </message>
    <message>
        <source>Writing {0}</source>
        <translation>{0} wird geschrieben</translation>
    </message>
    <message>
        <source>Wrote {0}</source>
        <translation>{0} ist geschrieben</translation>
    </message>
    <message>
        <source>{0} is missing</source>
        <translation>{0} fehlt</translation>
    </message>
    <message>
        <source>{0} cannot be used: it does not hold what a detector needs ({1}). Export it again.</source>
        <translation>{0} ist nicht verwendbar: Es fehlt, was ein Detektor braucht ({1}). Exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>The network in the detector file cannot be unpacked: {0}. It takes {1} MB in the folder for temporary files; free some space there, or name another with TMPDIR (TEMP on Windows).</source>
        <translation>Das Netz in der Detektordatei lässt sich nicht auspacken: {0}. Es braucht {1} MB im Ordner für temporäre Dateien; schaffen Sie dort Platz, oder nennen Sie einen anderen mit TMPDIR (unter Windows TEMP).</translation>
    </message>
    <message>
        <source>a self-test image cannot be decoded</source>
        <translation>ein Selbsttestbild ist nicht lesbar</translation>
    </message>
    <message>
        <source>There is no detector {0}.{1} There are: {2}.</source>
        <translation>Es gibt keinen Detektor {0}.{1} Es gibt: {2}.</translation>
    </message>
    <message>
        <source>The detector {0} has no option {1}.</source>
        <translation>Der Detektor {0} hat keine Option {1}.</translation>
    </message>
    <message>
        <source>{0} is {1}; it may be {2}.</source>
        <translation>{0} ist {1}; erlaubt ist {2}.</translation>
    </message>
    <message>
        <source>{0} is {1}, which is not like {2}.</source>
        <translation>{0} ist {1}; erwartet wird etwas wie {2}.</translation>
    </message>
    <message>
        <source>{0} is {1}; it may be {2} to {3}.</source>
        <translation>{0} ist {1}; erlaubt ist {2} bis {3}.</translation>
    </message>
    <message>
        <source>Preparing the features of the copies</source>
        <translation>Die Merkmale der Kopien werden vorbereitet</translation>
    </message>
    <message>
        <source>There is no good patch to learn from. Mark at least one image as good, and see that the region of interest is not empty.</source>
        <translation>Es gibt keinen guten Patch zum Lernen. Markieren Sie mindestens ein Bild als gut, und achten Sie darauf, dass der Prüfbereich nicht leer ist.</translation>
    </message>
    <message>
        <source>Building the patch memory</source>
        <translation>Das Patch-Gedächtnis wird aufgebaut</translation>
    </message>
    <message>
        <source>Training the projector</source>
        <translation>Der Projektor wird trainiert</translation>
    </message>
    <message>
        <source>Training the projector: loss {0}</source>
        <translation>Der Projektor wird trainiert: Verlust {0}</translation>
    </message>
    <message>
        <source>The detector compares features by {0}, which this version does not know. Install a newer version, or export the detector again.</source>
        <translation>Der Detektor vergleicht Merkmale durch {0}, was diese Version nicht kennt. Installieren Sie eine neuere Version, oder exportieren Sie den Detektor erneut.</translation>
    </message>
    <message>
        <source>Mean of the good patches</source>
        <translation>Mittel der guten Patches</translation>
    </message>
    <message>
        <source>How the good patches vary</source>
        <translation>Wie die guten Patches streuen</translation>
    </message>
    <message>
        <source>There is no image yet. Mark at least one image as good.</source>
        <translation>Es gibt noch kein Bild. Markieren Sie mindestens ein Bild als gut.</translation>
    </message>
    <message>
        <source>Reading the words</source>
        <translation>Die Begriffe werden gelesen</translation>
    </message>
    <message>
        <source>Weighing the scores on altered copies</source>
        <translation>Die Scores werden an veränderten Kopien gewichtet</translation>
    </message>
    <message>
        <source>This backbone cannot be compared with words: it has no text tower. These have one: {0}. Choose one of them, or another detector.</source>
        <translation>Dieses Backbone lässt sich nicht mit Begriffen vergleichen: Es hat kein Textnetz. Diese haben eines: {0}. Wählen Sie eines davon oder einen anderen Detektor.</translation>
    </message>
    <message>
        <source>Apple GPU (memory shared with the processor)</source>
        <translation>Apple-GPU (Speicher gemeinsam mit dem Prozessor)</translation>
    </message>
    <message>
        <source>{0} cores</source>
        <translation>{0} Kerne</translation>
    </message>
    <message>
        <source>There is no device &quot;{0}&quot; here. Choose auto, {1}.</source>
        <translation>Es gibt hier kein Gerät „{0}“. Wählen Sie auto, {1}.</translation>
    </message>
    <message>
        <source>model name</source>
        <translation>Modellname</translation>
    </message>
    <message>
        <source>{0} is {1}; it must be at least {2}.</source>
        <translation>{0} ist {1}; nötig ist mindestens {2}.</translation>
    </message>
    <message>
        <source>Reading {0}</source>
        <translation>{0} wird gelesen</translation>
    </message>
    <message>
        <source>{0} has no labelled test image that can be read.</source>
        <translation>{0} hat kein markiertes Testbild, das lesbar ist.</translation>
    </message>
    <message>
        <source>Measuring {0}</source>
        <translation>{0} wird gemessen</translation>
    </message>
    <message>
        <source>Comparing heatmaps with masks</source>
        <translation>Heatmaps werden mit Masken verglichen</translation>
    </message>
    <message>
        <source>{0}: is {1} x {2} pixels, its image {3} x {4}. Export the mask again.</source>
        <translation>{0}: hat {1} x {2} Pixel, das Bild dazu {3} x {4}. Exportieren Sie die Maske erneut.</translation>
    </message>
    <message>
        <source>What was asked for</source>
        <translation>Das Gewünschte</translation>
    </message>
    <message>
        <source>copy {0} of {1}</source>
        <translation>Kopie {0} von {1}</translation>
    </message>
    <message>
        <source>{0} compares the whole image with words, so images cannot be cut into tiles. Set the tile side to 0, or choose another detector.</source>
        <translation>{0} vergleicht das ganze Bild mit Wörtern, Bilder lassen sich also nicht in Kacheln schneiden. Setzen Sie die Kachelseite auf 0, oder wählen Sie einen anderen Detektor.</translation>
    </message>
    <message>
        <source>Bit depth of {0}</source>
        <translation>Bittiefe von {0}</translation>
    </message>
    <message>
        <source>{0} vectors on a {1} x {2} grid</source>
        <translation>{0} Vektoren auf einem Gitter von {1} x {2}</translation>
    </message>
    <message>
        <source>the file does not hold what was put</source>
        <translation>in der Datei steht nicht, was geschrieben wurde</translation>
    </message>
    <message>
        <source>you may not write there</source>
        <translation>Sie dürfen dort nicht schreiben</translation>
    </message>
    <message>
        <source>Choose another folder, or ask who looks after it.</source>
        <translation>Wählen Sie einen anderen Ordner, oder fragen Sie, wer ihn betreut.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>Free some space on it, or save on another disk.</source>
        <translation>Schaffen Sie dort Platz, oder speichern Sie auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>the disk is read-only</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>Save on another disk.</source>
        <translation>Speichern Sie auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>its folder is not there</source>
        <translation>ihren Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>Reconnect the drive, or choose another folder.</source>
        <translation>Verbinden Sie das Laufwerk wieder, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>the name is too long</source>
        <translation>der Name ist zu lang</translation>
    </message>
    <message>
        <source>Choose a shorter one, or a folder nearer the top.</source>
        <translation>Wählen Sie einen kürzeren oder einen weiter oben liegenden Ordner.</translation>
    </message>
    <message>
        <source>it is too big for this disk</source>
        <translation>sie ist zu groß für diesen Datenträger</translation>
    </message>
    <message>
        <source>there is a folder of that name</source>
        <translation>es gibt einen Ordner dieses Namens</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{0} is no ordinary file. Choose another name.</source>
        <translation>{0} ist keine gewöhnliche Datei. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Try again, or choose another folder.</source>
        <translation>Versuchen Sie es erneut, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}. Nothing was changed. {2}</source>
        <translation>{0} kann nicht geschrieben werden: {1}. Nichts wurde geändert. {2}</translation>
    </message>
    <message>
        <source>Each reference was measured by a detector that learned from the other half of them, because this one takes long to learn. It scores good parts a little higher than the detector that learned from all, so the limits are on the safe side for good parts.</source>
        <translation>Jede Referenz wurde von einem Detektor gemessen, der von der anderen Hälfte gelernt hat, weil das Anlernen dieses Detektors lange dauert. Er gibt guten Teilen etwas höhere Scores als der Detektor, der von allen gelernt hat; die Grenzen liegen für gute Teile also auf der sicheren Seite.</translation>
    </message>
    <message>
        <source>Measuring each image without itself</source>
        <translation>Jedes Bild wird ohne sich selbst gemessen</translation>
    </message>
    <message>
        <source>Measuring altered copies of the only good image</source>
        <translation>Veränderte Kopien des einzigen guten Bildes werden gemessen</translation>
    </message>
    <message>
        <source>{0}: its mask shows no painted defect where the detector looks. Paint the defect again, or take the mask away.</source>
        <translation>{0}: Die Maske zeigt keinen gemalten Defekt, wo der Detektor hinsieht. Malen Sie den Defekt erneut, oder nehmen Sie die Maske weg.</translation>
    </message>
    <message>
        <source>{0}: is called bad, and the same picture was called good under another name. Keep one of them.</source>
        <translation>{0}: heißt schlecht, und dasselbe Bild wurde unter einem anderen Namen gut genannt. Behalten Sie eines von beiden.</translation>
    </message>
    <message>
        <source>{0}: is called good, and the same picture was called bad under another name. Keep one of them.</source>
        <translation>{0}: heißt gut, und dasselbe Bild wurde unter einem anderen Namen schlecht genannt. Behalten Sie eines von beiden.</translation>
    </message>
    <message>
        <source>A mask of {0} is {1} x {2} pixels, the image {3} x {4}. Paint the mask on this image again.</source>
        <translation>Eine Maske von {0} hat {1} x {2} Pixel, das Bild {3} x {4}. Malen Sie die Maske auf diesem Bild erneut.</translation>
    </message>
    <message>
        <source>None of {0} images could be read. The first: {1}</source>
        <translation>Keines von {0} Bildern war lesbar. Das erste: {1}</translation>
    </message>
    <message>
        <source>There is no image to learn from. Mark at least one image as good.</source>
        <translation>Es gibt kein Bild zum Lernen. Markieren Sie mindestens ein Bild als gut.</translation>
    </message>
    <message>
        <source>the mask is one object of a sensible size</source>
        <translation>die Maske ist ein einziges Objekt vernünftiger Größe</translation>
    </message>
    <message>
        <source>the masks of the references differ much in size</source>
        <translation>die Masken der Referenzen sind sehr verschieden groß</translation>
    </message>
    <message>
        <source>the masks are one object each, alike in all references</source>
        <translation>die Masken sind je ein einziges Objekt und in allen Referenzen ähnlich</translation>
    </message>
    <message>
        <source>The smoothing must be 0 pixels or more, not {0}.</source>
        <translation>Die Glättung muss 0 Pixel oder mehr sein, nicht {0}.</translation>
    </message>
    <message>
        <source>A bit depth of {0} is not possible; choose 1 to 16.</source>
        <translation>Eine Bittiefe von {0} ist nicht möglich; wählen Sie 1 bis 16.</translation>
    </message>
    <message>
        <source>{0}: the image has no pixels. Export it again.</source>
        <translation>{0}: Das Bild hat keine Pixel. Exportieren Sie es erneut.</translation>
    </message>
    <message>
        <source>{0}: {1} x {2} pixels are more than the limit of {3} million. Make the image smaller or raise the limit.</source>
        <translation>{0}: {1} x {2} Pixel sind mehr als die erlaubten {3} Millionen. Verkleinern Sie das Bild.</translation>
    </message>
    <message>
        <source>{0}: has the value {1}, but {2} bits end at {3}. Set the bit depth to {4} or more.</source>
        <translation>{0}: enthält den Wert {1}, aber {2} Bit enden bei {3}. Setzen Sie die Bittiefe auf {4} oder mehr.</translation>
    </message>
    <message>
        <source>{0}: {1} MB are more than the limit of {2} MB. Make the image smaller or raise the limit.</source>
        <translation>{0}: {1} MB sind mehr als die erlaubten {2} MB. Verkleinern Sie das Bild.</translation>
    </message>
    <message>
        <source>{0}: this is a folder. Choose an image in it.</source>
        <translation>{0}: Das ist ein Ordner. Wählen Sie ein Bild darin.</translation>
    </message>
    <message>
        <source>{0}: this is not a file. Choose an image file.</source>
        <translation>{0}: Das ist keine Datei. Wählen Sie eine Bilddatei.</translation>
    </message>
    <message>
        <source>{0}: the file is empty (0 bytes). Copy it again from its source.</source>
        <translation>{0}: Die Datei ist leer (0 Byte). Kopieren Sie sie erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{0}: there is no such file. Was it moved or renamed?</source>
        <translation>{0}: Diese Datei gibt es nicht. Wurde sie verschoben oder umbenannt?</translation>
    </message>
    <message>
        <source>{0}: this file may not be read. Check its permissions.</source>
        <translation>{0}: Diese Datei darf nicht gelesen werden. Prüfen Sie ihre Zugriffsrechte.</translation>
    </message>
    <message>
        <source>{0}: too large for the free memory. Make it smaller.</source>
        <translation>{0}: zu groß für den freien Speicher. Verkleinern Sie das Bild.</translation>
    </message>
    <message>
        <source>{0}: the image is cut off or damaged ({1}). Copy or export it again.</source>
        <translation>{0}: Das Bild ist abgeschnitten oder beschädigt ({1}). Kopieren oder exportieren Sie es erneut.</translation>
    </message>
    <message>
        <source>this detector measures the mirrored image too; see Inspector.look</source>
        <translation>dieser Detektor misst auch das gespiegelte Bild; siehe Inspector.look</translation>
    </message>
    <message>
        <source>An image is a file name or a numpy array, not a {0}.</source>
        <translation>Ein Bild ist ein Dateiname oder ein numpy-Array, nicht {0}.</translation>
    </message>
    <message>
        <source>The image array is {0}; it must be uint8 or uint16.</source>
        <translation>Das Array des Bildes ist {0}; es muss uint8 oder uint16 sein.</translation>
    </message>
    <message>
        <source>The image array has shape {0}; it must be (H, W, 3) in RGB.</source>
        <translation>Das Array des Bildes hat die Form {0}; es muss (H, W, 3) in RGB sein.</translation>
    </message>
    <message>
        <source>{0}: shape {1} is damaged ({2}). Nothing was read. Mend or delete it in labelme.</source>
        <translation>{0}: Form {1} ist beschädigt ({2}). Nichts wurde gelesen. Berichtigen oder löschen Sie sie in labelme.</translation>
    </message>
    <message>
        <source>masks of one size are needed, not of {0}</source>
        <translation>Masken einer einzigen Größe sind nötig, nicht {0}</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1}.</source>
        <translation>{0} ist nicht lesbar: {1}.</translation>
    </message>
    <message>
        <source>Largest memory</source>
        <translation>Größter Speicher</translation>
    </message>
    <message>
        <source>Of more patches than this, so many are taken evenly; bounds time and memory.</source>
        <translation>Von mehr Patches als diesen werden gleichmäßig so viele genommen; das begrenzt Zeit und Speicher.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message>
        <source>exact: every patch kept. lists: only groups of similar ones; quicker with many references, and may miss the most similar patch.</source>
        <translation>exakt: jeder behaltene Patch. Listen: nur Gruppen ähnlicher Patches; schneller bei vielen Referenzen, kann den ähnlichsten Patch aber übersehen.</translation>
    </message>
    <message>
        <source>lists</source>
        <translation>Listen</translation>
    </message>
    <message>
        <source>What lies above it stands out.</source>
        <translation>Was darüber liegt, fällt auf.</translation>
    </message>
    <message>
        <source>Learned network and wavelet scattering (built in)</source>
        <translation>Gelerntes Netz und Wavelet-Streuung (eingebaut)</translation>
    </message>
    <message>
        <source>Network learned from made pictures (built in)</source>
        <translation>Netz, aus erzeugten Bildern gelernt (eingebaut)</translation>
    </message>
    <message>
        <source>{0} was changed or damaged. Install Inspector again.</source>
        <translation>{0} wurde verändert oder beschädigt. Installieren Sie Inspector neu.</translation>
    </message>
    <message>
        <source>The image passes although a region stands out: its score is within the image limits.</source>
        <translation>Das Bild besteht, obwohl ein Bereich auffällt: Sein Score liegt innerhalb der Bildgrenzen.</translation>
    </message>
    <message>
        <source>The image is unsure although no region stands out: its score is above the unsure limit.</source>
        <translation>Das Bild ist unsicher, obwohl kein Bereich auffällt: Sein Score liegt über der Unsicher-Grenze.</translation>
    </message>
    <message>
        <source>The image fails although no region stands out: its score is above the fail limit.</source>
        <translation>Das Bild fällt durch, obwohl kein Bereich auffällt: Sein Score liegt über der Fehlergrenze.</translation>
    </message>
    <message>
        <source>the precision {0} is unknown</source>
        <translation>die Genauigkeit {0} ist unbekannt</translation>
    </message>
    <message>
        <source>the rounding {0} is unknown</source>
        <translation>die Rundung {0} ist unbekannt</translation>
    </message>
    <message>
        <source>Sorting the patch memory</source>
        <translation>Der Patch-Speicher wird sortiert</translation>
    </message>
    <message>
        <source>The scores of the last {0} parts differ less from each other than those of the good parts of the calibration. Does the camera see every part?</source>
        <translation>Die Scores der letzten {0} Teile unterscheiden sich weniger voneinander als die der guten Teile der Kalibrierung. Sieht die Kamera jedes Teil?</translation>
    </message>
    <message>
        <source>The last {0} parts have exactly the same score. Does the camera deliver new images?</source>
        <translation>Die letzten {0} Teile haben genau denselben Score. Liefert die Kamera neue Bilder?</translation>
    </message>
    <message>
        <source>A window of drift has 20 to 1000 parts, and something is said after 10 parts or more and no later than the window is full, not {0} and {1}.</source>
        <translation>Ein Driftfenster hat 20 bis 1000 Teile, und etwas gesagt wird frühestens nach 10 Teilen und spätestens, wenn das Fenster voll ist, nicht {0} und {1}.</translation>
    </message>
    <message>
        <source>A rate of false warnings</source>
        <translation>Eine Rate falscher Warnungen</translation>
    </message>
    <message>
        <source>The share of defects is 0 to 0.5, not {0}.</source>
        <translation>Der Anteil der Fehler beträgt 0 bis 0,5, nicht {0}.</translation>
    </message>
    <message>
        <source>the kind {0} is unknown</source>
        <translation>die Art {0} ist unbekannt</translation>
    </message>
    <message>
        <source>{0} scores of {1} parts</source>
        <translation>{0} Scores von {1} Teilen</translation>
    </message>
    <message>
        <source>Drift cannot be told: the detector is not calibrated.</source>
        <translation>Über Drift lässt sich nichts sagen: Der Detektor ist nicht kalibriert.</translation>
    </message>
    <message>
        <source>Drift cannot be told: the good scores of the calibration are of copies of one part. Calibrate with images of other good parts.</source>
        <translation>Über Drift lässt sich nichts sagen: Die guten Scores der Kalibrierung stammen von Kopien eines einzigen Teils. Kalibrieren Sie mit Bildern anderer guter Teile.</translation>
    </message>
    <message>
        <source>Drift cannot be told: the calibration has {0} good scores, and it takes {1}. Calibrate with more good images.</source>
        <translation>Über Drift lässt sich nichts sagen: Die Kalibrierung hat {0} gute Scores, und es braucht {1}. Kalibrieren Sie mit mehr guten Bildern.</translation>
    </message>
    <message>
        <source>Trying once how this network runs fastest here</source>
        <translation>Einmalige Prüfung, wie dieses Netz hier am schnellsten läuft</translation>
    </message>
    <message>
        <source>OpenVINO is not installed: networks run in torch, which can take longer.</source>
        <translation>OpenVINO ist nicht installiert: Netze laufen in torch, was länger dauern kann.</translation>
    </message>
    <message>
        <source>OpenVINO cannot run this network, so torch does ({0}).</source>
        <translation>OpenVINO kann dieses Netz nicht ausführen, also tut es torch ({0}).</translation>
    </message>
    <message>
        <source>{0} {1} (of {2})</source>
        <translation>{0} {1} (von {2})</translation>
    </message>
    <message>
        <source>With so many images each was measured by a detector that learned from nineteen in twenty of them, so that the time grows no faster than their number. It scores good parts hardly higher than the detector that learned from all.</source>
        <translation>Bei so vielen Bildern wurde jedes mit einem Detektor gemessen, der aus neunzehn von zwanzig gelernt hat, damit die Zeit nicht schneller wächst als ihre Zahl. Gute Teile bewertet er kaum höher als der Detektor, der aus allen gelernt hat.</translation>
    </message>
    <message>
        <source>may be acceptable</source>
        <translation>vielleicht annehmbar</translation>
    </message>
    <message>
        <source>{0} is no JSON file: {1}.</source>
        <translation>{0} ist keine JSON-Datei: {1}.</translation>
    </message>
    <message>
        <source>{0} is no labelme file: it has no list of &quot;shapes&quot;.</source>
        <translation>{0} ist keine labelme-Datei: Es fehlt die Liste „shapes“.</translation>
    </message>
    <message>
        <source>{0}: it belongs to an image of {1} x {2} pixels, this one has {3} x {4}. Choose the file of this image.</source>
        <translation>{0}: gehört zu einem Bild mit {1} x {2} Pixeln, dieses hat {3} x {4}. Wählen Sie die Datei dieses Bildes.</translation>
    </message>
    <message>
        <source>its points are not pairs of x and y</source>
        <translation>ihre Punkte sind keine Paare aus x und y</translation>
    </message>
    <message>
        <source>a polygon needs 3 points, not {0}</source>
        <translation>ein Polygon braucht 3 Punkte, nicht {0}</translation>
    </message>
    <message>
        <source>The good scores are of copies of one part: how limits change with more images cannot be measured on them. Add good images of other parts.</source>
        <translation>Die guten Scores stammen von Kopien eines Teils: Wie sich Grenzen mit mehr Bildern ändern, lässt sich daran nicht messen. Fügen Sie gute Bilder anderer Teile hinzu.</translation>
    </message>
    <message>
        <source>{0}: the mask is {1} x {2} pixels, its image {3} x {4}. Export it again at the size of the image.</source>
        <translation>{0}: Die Maske hat {1} x {2} Pixel, das Bild dazu {3} x {4}. Exportieren Sie sie erneut in der Größe des Bildes.</translation>
    </message>
    <message>
        <source>{0} compares images with words, and the backbone {1} knows none. Choose one that does, such as clip-b16-plus-240.</source>
        <translation>{0} vergleicht Bilder mit Begriffen, und das Backbone {1} kennt keine. Wählen Sie eines, das sie kennt, etwa clip-b16-plus-240.</translation>
    </message>
    <message>
        <source>There is no method {0}.{1} There are: {2}.</source>
        <translation>Es gibt kein Verfahren {0}.{1} Es gibt: {2}.</translation>
    </message>
    <message>
        <source>The AUPRO limit is more than 0 and at most 1, not {0}.</source>
        <translation>Die AUPRO-Grenze ist größer als 0 und höchstens 1, nicht {0}.</translation>
    </message>
    <message>
        <source>{0} heatmaps but {1} masks</source>
        <translation>{0} Heatmaps, aber {1} Masken</translation>
    </message>
    <message>
        <source>heatmap {0} is {1}, its mask {2}</source>
        <translation>Heatmap {0} ist {1}, ihre Maske {2}</translation>
    </message>
    <message>
        <source>heatmap {0} has values that are not finite</source>
        <translation>Heatmap {0} hat Werte, die nicht endlich sind</translation>
    </message>
    <message>
        <source>a score is not finite</source>
        <translation>ein Score ist nicht endlich</translation>
    </message>
    <message>
        <source>{0} labels but {1} scores</source>
        <translation>{0} Markierungen, aber {1} Scores</translation>
    </message>
    <message>
        <source>the labels are {0}, not bool: are they the scores?</source>
        <translation>die Markierungen sind {0}, nicht bool: Sind es die Scores?</translation>
    </message>
    <message>
        <source>Choosing the patches that represent the rest</source>
        <translation>Die Patches, die den Rest vertreten, werden gewählt</translation>
    </message>
    <message>
        <source>The cache folder {0} cannot be written, so networks run in torch, which can take longer.</source>
        <translation>In den Cache-Ordner {0} lässt sich nicht schreiben; darum laufen Netze in torch, was länger dauern kann.</translation>
    </message>
    <message>
        <source>These options cannot be read: {0}.</source>
        <translation>Diese Optionen sind nicht lesbar: {0}.</translation>
    </message>
    <message>
        <source>foreground is {0}; it may be true or false.</source>
        <translation>foreground ist {0}; erlaubt ist true oder false.</translation>
    </message>
    <message>
        <source>smoothing is {0}; it may be 0 to 200 pixels.</source>
        <translation>Die Glättung ist {0}; erlaubt sind 0 bis 200 Pixel.</translation>
    </message>
    <message>
        <source>{0} is {1}; it may be a whole number from {2} to {3}.</source>
        <translation>{0} ist {1}; erlaubt ist eine ganze Zahl von {2} bis {3}.</translation>
    </message>
    <message>
        <source>{0} of {1} {2} taught the detector or set its limits ({3}): how it does on them says nothing about new parts.</source>
        <translation>{0} von {1} {2} haben den Detektor angelernt oder seine Grenzen gesetzt ({3}): Wie er bei ihnen abschneidet, sagt nichts über neue Teile.</translation>
    </message>
    <message>
        <source>image {0} and heatmap {1} differ in size</source>
        <translation>Bild {0} und Heatmap {1} sind verschieden groß</translation>
    </message>
    <message>
        <source>a picture of shape {0} cannot be written as {1}</source>
        <translation>ein Bild der Form {0} lässt sich nicht als {1} schreiben</translation>
    </message>
    <message>
        <source>There is no colour map {0}. Choose one of {1}.</source>
        <translation>Es gibt keine Farbtabelle {0}. Wählen Sie eine von {1}.</translation>
    </message>
    <message>
        <source>The pixel limit cannot follow {0}, which looks at bad images. There are: {1}.</source>
        <translation>Die Pixelgrenze kann nicht {0} folgen, das auf schlechte Bilder sieht. Es gibt: {1}.</translation>
    </message>
    <message>
        <source>Pixel limit, {0}, of heatmap peaks: {1}</source>
        <translation>Pixelgrenze, {0}, aus den Spitzen der Heatmaps: {1}</translation>
    </message>
    <message>
        <source>{0} of {1} measured good images pass although their heatmap rises above the pixel limit: they would show a region, if that is large enough to be shown.</source>
        <translation>{0} von {1} gemessenen guten Bildern bestehen, obwohl ihre Heatmap über die Pixelgrenze steigt: Sie würden einen Bereich zeigen, wenn er groß genug ist.</translation>
    </message>
    <message>
        <source>{0} lies between {1} and {2}, not at {3}.</source>
        <translation>{0} liegt zwischen {1} und {2}, nicht bei {3}.</translation>
    </message>
    <message>
        <source>The input size {0} is smaller than one patch ({1} pixels).</source>
        <translation>Die Eingangsgröße {0} ist kleiner als ein Patch ({1} Pixel).</translation>
    </message>
    <message>
        <source>{0} min {1} s</source>
        <translation>{0} min {1} s</translation>
    </message>
    <message>
        <source>There is no image {0} in {1}.</source>
        <translation>Es gibt kein Bild {0} in {1}.</translation>
    </message>
    <message>
        <source>{0} already holds an inspection. Open it, or choose another.</source>
        <translation>{0} enthält schon eine Prüfung. Öffnen Sie sie, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{0} holds no inspection. Was it moved or deleted, or is its drive not connected?</source>
        <translation>{0} enthält keine Prüfung. Wurde sie verschoben oder gelöscht, oder ist das Laufwerk nicht verbunden?</translation>
    </message>
    <message>
        <source>The save before it is in {0}: open that instead.</source>
        <translation>Der Stand davor liegt in {0}: Öffnen Sie stattdessen diesen.</translation>
    </message>
    <message>
        <source>Mend it in a text editor, or take it from a copy.</source>
        <translation>Berichtigen Sie sie in einem Texteditor, oder nehmen Sie eine Kopie.</translation>
    </message>
    <message>
        <source>{0} already holds an inspection. Choose another folder.</source>
        <translation>{0} enthält schon eine Prüfung. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{0} holds the audit trail of another. Choose another folder.</source>
        <translation>{0} enthält das Änderungsprotokoll einer anderen Prüfung. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{0} holds no inspection: {1} is missing.</source>
        <translation>{0} enthält keine Prüfung: {1} fehlt.</translation>
    </message>
    <message>
        <source>You may not write in {0}. To change the inspection, save it in another folder.</source>
        <translation>Sie dürfen in {0} nicht schreiben. Um die Prüfung zu ändern, speichern Sie sie in einem anderen Ordner.</translation>
    </message>
    <message>
        <source>{0} cannot be saved as JSON: {1}.</source>
        <translation>{0} lässt sich nicht als JSON speichern: {1}.</translation>
    </message>
    <message>
        <source>There is no format version {0} of a project.</source>
        <translation>Es gibt keine Formatversion {0} eines Projekts.</translation>
    </message>
    <message>
        <source>line {0}: this is not UTF-8 text</source>
        <translation>Zeile {0}: Das ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>line {0}, column {1}: {2}</source>
        <translation>Zeile {0}, Spalte {1}: {2}</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>sie ist zu tief verschachtelt</translation>
    </message>
    <message>
        <source>it is there twice</source>
        <translation>es kommt zweimal vor</translation>
    </message>
    <message>
        <source>&quot;id&quot; may have small letters, digits, - and _ only</source>
        <translation>„id“ darf nur Kleinbuchstaben, Ziffern, - und _ enthalten</translation>
    </message>
    <message>
        <source>&quot;content_hash&quot; is not 64 hexadecimal digits</source>
        <translation>„content_hash“ sind keine 64 hexadezimalen Ziffern</translation>
    </message>
    <message>
        <source>&quot;label&quot; is {0}, not good, bad or unset</source>
        <translation>„label“ ist {0}, nicht good, bad oder unset</translation>
    </message>
    <message>
        <source>this should be an object in braces</source>
        <translation>hier sollte ein Objekt in geschweiften Klammern stehen</translation>
    </message>
    <message>
        <source>there is no &quot;{0}&quot;</source>
        <translation>„{0}“ fehlt</translation>
    </message>
    <message>
        <source>&quot;{0}&quot; cannot be {1}</source>
        <translation>„{0}“ kann nicht {1} sein</translation>
    </message>
    <message>
        <source>image number {0}</source>
        <translation>Bild Nummer {0}</translation>
    </message>
    <message>
        <source>image {0}</source>
        <translation>Bild {0}</translation>
    </message>
    <message>
        <source>line {0}, image {1}</source>
        <translation>Zeile {0}, Bild {1}</translation>
    </message>
    <message>
        <source>{0}, {1}. The file is damaged; it was left as it is.</source>
        <translation>{0}, {1}. Die Datei ist beschädigt; sie wurde gelassen, wie sie ist.</translation>
    </message>
    <message>
        <source>{0} was written by a newer Inspector (format {1}, this one knows {2}). It can be looked at but not saved. Update Inspector to change it.</source>
        <translation>{0} stammt von einem neueren Inspector (Format {1}, dieser kennt {2}). Die Prüfung lässt sich ansehen, aber nicht speichern. Aktualisieren Sie Inspector, um sie zu ändern.</translation>
    </message>
    <message>
        <source>{0} on {1} since {2}</source>
        <translation>{0} auf {1} seit {2}</translation>
    </message>
    <message>
        <source>a moment ago</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>{0} has {1} open. Here it can be looked at but not saved. If that is no longer so, delete {2} and open it again.</source>
        <translation>{1} ist anderswo geöffnet: {0}. Hier lässt sich die Prüfung ansehen, aber nicht speichern. Stimmt das nicht mehr, löschen Sie {2} und öffnen Sie sie erneut.</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>{0} kann nicht geschrieben werden: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be removed: {1}.</source>
        <translation>{0} kann nicht entfernt werden: {1}.</translation>
    </message>
    <message>
        <source>No good image was measured: nothing can be said about false alarms.</source>
        <translation>Kein gutes Bild wurde gemessen: Über Fehlalarme lässt sich nichts sagen.</translation>
    </message>
    <message>
        <source>1 good image</source>
        <translation>1 guten Bild</translation>
    </message>
    <message>
        <source>{0} good images</source>
        <translation>{0} guten Bildern</translation>
    </message>
    <message>
        <source>on average at most {0} of good parts lie above it, and with {1} confidence at most {2}</source>
        <translation>im Mittel liegen höchstens {0} der guten Teile darüber, und mit {1} Sicherheit höchstens {2}</translation>
    </message>
    <message>
        <source>By counting alone, {0} can support no rate of false alarms below {1} with {2} confidence.</source>
        <translation>Durch Zählen allein lässt sich aus {0} mit {2} Sicherheit keine Fehlalarmrate unter {1} stützen.</translation>
    </message>
    <message>
        <source>No bad image was measured: nothing can be said about escapes.</source>
        <translation>Kein schlechtes Bild wurde gemessen: Über Schlupf lässt sich nichts sagen.</translation>
    </message>
    <message>
        <source>1 bad image</source>
        <translation>1 schlechten Bild</translation>
    </message>
    <message>
        <source>{0} bad images</source>
        <translation>{0} schlechten Bildern</translation>
    </message>
    <message>
        <source>on average at most {0} of bad parts lie below it, and with {1} confidence at most {2}</source>
        <translation>im Mittel liegen höchstens {0} der schlechten Teile darunter, und mit {1} Sicherheit höchstens {2}</translation>
    </message>
    <message>
        <source>By counting alone, {0} can support no rate of escapes below {1} with {2} confidence.</source>
        <translation>Durch Zählen allein lässt sich aus {0} mit {2} Sicherheit keine Schlupfrate unter {1} stützen.</translation>
    </message>
    <message>
        <source>By counting alone, {0} can support no rate of false alarms below {1}, and {2} no rate of escapes below {3}, with {4} confidence.</source>
        <translation>Durch Zählen allein lässt sich mit {4} Sicherheit aus {0} keine Fehlalarmrate unter {1} stützen, und aus {2} keine Schlupfrate unter {3}.</translation>
    </message>
    <message>
        <source>Set by {0} on {1} from {2} good and {3} bad images.</source>
        <translation>Gesetzt von {0} am {1} aus {2} guten und {3} schlechten Bildern.</translation>
    </message>
    <message>
        <source>Set on {0} from {1} good and {2} bad images.</source>
        <translation>Gesetzt am {0} aus {1} guten und {2} schlechten Bildern.</translation>
    </message>
    <message>
        <source>The fail limit was set by hand by {0} on {1}.</source>
        <translation>Die Fehlergrenze wurde von {0} am {1} von Hand gesetzt.</translation>
    </message>
    <message>
        <source>The unsure limit was set by hand by {0} on {1}.</source>
        <translation>Die Unsicher-Grenze wurde von {0} am {1} von Hand gesetzt.</translation>
    </message>
    <message>
        <source>The good images: {0}.</source>
        <translation>Die guten Bilder: {0}.</translation>
    </message>
    <message>
        <source>The bad images: {0}.</source>
        <translation>Die schlechten Bilder: {0}.</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>Average each patch with those up to so many patches away before it is compared.</source>
        <translation>Jeden Patch vor dem Vergleich mit denen mitteln, die höchstens so viele Patches entfernt sind.</translation>
    </message>
    <message>
        <source>Nearest share</source>
        <translation>Nächster Anteil</translation>
    </message>
    <message>
        <source>Share of the other images&apos; patches, the most similar ones, whose distance is averaged.</source>
        <translation>Anteil der Patches der anderen Bilder, der ähnlichsten, über deren Abstand gemittelt wird.</translation>
    </message>
    <message>
        <source>Most patches</source>
        <translation>Höchstzahl der Patches</translation>
    </message>
    <message>
        <source>How many patches of all images together are compared with; more take longer.</source>
        <translation>Mit wie vielen Patches aller Bilder zusammen verglichen wird; mehr dauern länger.</translation>
    </message>
    <message>
        <source>Comparing {0}</source>
        <translation>{0} wird verglichen</translation>
    </message>
    <message>
        <source>Images are ranked by comparing them with each other; that takes {0} different ones, and {1} could be read. Add more images.</source>
        <translation>Bilder werden gereiht, indem sie miteinander verglichen werden; dazu braucht es {0} verschiedene, und {1} waren lesbar. Fügen Sie weitere Bilder hinzu.</translation>
    </message>
    <message>
        <source>Regions grow down to</source>
        <translation>Bereiche wachsen bis</translation>
    </message>
    <message>
        <source>Share of the pixel limit. Below 100 % a region also takes in its paler surroundings.</source>
        <translation>Anteil der Pixelgrenze. Unter 100 % nimmt ein Bereich auch seine blassere Umgebung auf.</translation>
    </message>
    <message>
        <source>Bridge gaps</source>
        <translation>Lücken überbrücken</translation>
    </message>
    <message>
        <source>Pixels. Pieces of a scratch no further apart are one region. 0 bridges nothing.</source>
        <translation>Pixel. Stücke eines Kratzers, die nicht weiter auseinander liegen, sind ein Bereich. 0 überbrückt nichts.</translation>
    </message>
    <message>
        <source>Millimetres per pixel</source>
        <translation>Millimeter je Pixel</translation>
    </message>
    <message>
        <source>The scale of the images. 0 if it is not known.</source>
        <translation>Der Maßstab der Bilder. 0, wenn er nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Smallest region in mm²</source>
        <translation>Kleinster Bereich in mm²</translation>
    </message>
    <message>
        <source>Smaller regions are left out. It needs the scale.</source>
        <translation>Kleinere Bereiche bleiben weg. Braucht den Maßstab.</translation>
    </message>
    <message>
        <source>bridge is {0}; it may be whole pixels.</source>
        <translation>bridge ist {0}; es sind ganze Pixel.</translation>
    </message>
    <message>
        <source>{0} needs the scale: say how many millimetres a pixel is.</source>
        <translation>{0} braucht den Maßstab: Sagen Sie, wie viele Millimeter ein Pixel misst.</translation>
    </message>
    <message>
        <source>{0} is no option of regions.</source>
        <translation>{0} ist keine Option der Bereiche.</translation>
    </message>
    <message>
        <source>The limit of {0} is 0 or more, not {1}.</source>
        <translation>Die Grenze von {0} ist 0 oder mehr, nicht {1}.</translation>
    </message>
    <message>
        <source>Largest region, in pixels</source>
        <translation>Größter Bereich, in Pixeln</translation>
    </message>
    <message>
        <source>An image fails if one of its regions has more pixels.</source>
        <translation>Ein Bild fällt durch, wenn einer seiner Bereiche mehr Pixel hat.</translation>
    </message>
    <message>
        <source>Pixels of one region.</source>
        <translation>Pixel eines Bereichs.</translation>
    </message>
    <message>
        <source>Largest region, in mm²</source>
        <translation>Größter Bereich, in mm²</translation>
    </message>
    <message>
        <source>An image fails if one of its regions covers more.</source>
        <translation>Ein Bild fällt durch, wenn einer seiner Bereiche mehr bedeckt.</translation>
    </message>
    <message>
        <source>Square millimetres of one region.</source>
        <translation>Quadratmillimeter eines Bereichs.</translation>
    </message>
    <message>
        <source>Longest region, in pixels</source>
        <translation>Längster Bereich, in Pixeln</translation>
    </message>
    <message>
        <source>An image fails if one of its regions is longer, however it lies.</source>
        <translation>Ein Bild fällt durch, wenn einer seiner Bereiche länger ist, wie er auch liegt.</translation>
    </message>
    <message>
        <source>Length of one region in pixels.</source>
        <translation>Länge eines Bereichs in Pixeln.</translation>
    </message>
    <message>
        <source>Longest region, in mm</source>
        <translation>Längster Bereich, in mm</translation>
    </message>
    <message>
        <source>Length of one region in millimetres.</source>
        <translation>Länge eines Bereichs in Millimetern.</translation>
    </message>
    <message>
        <source>Number of regions</source>
        <translation>Zahl der Bereiche</translation>
    </message>
    <message>
        <source>An image fails if it has more regions.</source>
        <translation>Ein Bild fällt durch, wenn es mehr Bereiche hat.</translation>
    </message>
    <message>
        <source>How many regions may be there.</source>
        <translation>Wie viele Bereiche da sein dürfen.</translation>
    </message>
    <message>
        <source>All regions, in pixels</source>
        <translation>Alle Bereiche, in Pixeln</translation>
    </message>
    <message>
        <source>An image fails if its regions together have more pixels.</source>
        <translation>Ein Bild fällt durch, wenn seine Bereiche zusammen mehr Pixel haben.</translation>
    </message>
    <message>
        <source>Pixels of all regions together.</source>
        <translation>Pixel aller Bereiche zusammen.</translation>
    </message>
    <message>
        <source>All regions, in mm²</source>
        <translation>Alle Bereiche, in mm²</translation>
    </message>
    <message>
        <source>An image fails if its regions together cover more.</source>
        <translation>Ein Bild fällt durch, wenn seine Bereiche zusammen mehr bedecken.</translation>
    </message>
    <message>
        <source>Square millimetres of all regions together.</source>
        <translation>Quadratmillimeter aller Bereiche zusammen.</translation>
    </message>
    <message>
        <source>rule on regions</source>
        <translation>Regel für Bereiche</translation>
    </message>
    <message>
        <source>A false-alarm rate</source>
        <translation>Eine Fehlalarmrate</translation>
    </message>
    <message>
        <source>An escape rate</source>
        <translation>Eine Schlupfrate</translation>
    </message>
    <message>
        <source>Chosen on these images, where {0}</source>
        <translation>Auf diesen Bildern gewählt: {0}</translation>
    </message>
    <message>
        <source>The cost of a false alarm</source>
        <translation>Der Preis eines Fehlalarms</translation>
    </message>
    <message>
        <source>The cost of an escape</source>
        <translation>Der Preis eines Schlupfs</translation>
    </message>
    <message>
        <source>{0} The errors cost {1} in all. With another share of bad parts than {2} another limit is best.</source>
        <translation>{0} Die Fehler kosten zusammen {1}. Bei einem anderen Anteil schlechter Teile als {2} ist eine andere Grenze am besten.</translation>
    </message>
    <message>
        <source>{0} of {1} good ones are stopped ({2} of parts like them) and {3} of {4} bad ones escape ({5}). Expect somewhat more on new parts.</source>
        <translation>{0} von {1} guten werden gestoppt ({2} solcher Teile) und {3} von {4} schlechten schlüpfen durch ({5}). Erwarten Sie bei neuen Teilen etwas mehr.</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>The number of standard deviations</source>
        <translation>Die Zahl der Standardabweichungen</translation>
    </message>
    <message>
        <source>The number of deviations</source>
        <translation>Die Zahl der Abweichungen</translation>
    </message>
    <message>
        <source>A false-alarm rate in the tail</source>
        <translation>Eine Fehlalarmrate im Ausläufer</translation>
    </message>
    <message>
        <source>One good image has no spread: the limit is its score. Add good images.</source>
        <translation>Ein einziges gutes Bild hat keine Streuung: Die Grenze ist sein Score. Fügen Sie gute Bilder hinzu.</translation>
    </message>
    <message>
        <source>{0} does not fit into the free memory.</source>
        <translation>{0} passt nicht in den freien Speicher.</translation>
    </message>
    <message>
        <source>There is no file {0}. Check the name.</source>
        <translation>Es gibt keine Datei {0}. Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>{0} is missing or not JSON</source>
        <translation>{0} fehlt oder ist kein JSON</translation>
    </message>
    <message>
        <source>{0} is not a JSON object</source>
        <translation>{0} ist kein JSON-Objekt</translation>
    </message>
    <message>
        <source>{0} is a folder or device. Name a detector file.</source>
        <translation>{0} ist ein Ordner oder Gerät. Wählen Sie eine Detektordatei.</translation>
    </message>
    <message>
        <source>{0} is no detector file, or its start is damaged.</source>
        <translation>{0} ist keine Detektordatei, oder ihr Anfang ist beschädigt.</translation>
    </message>
    <message>
        <source>it is not a whole zip file</source>
        <translation>sie ist keine ganze ZIP-Datei</translation>
    </message>
    <message>
        <source>{0} is a zip file but no detector file: it has no manifest.</source>
        <translation>{0} ist eine ZIP-Datei, aber keine Detektordatei: Es fehlt das Inhaltsverzeichnis.</translation>
    </message>
    <message>
        <source>its manifest cannot be read</source>
        <translation>ihr Inhaltsverzeichnis ist nicht lesbar</translation>
    </message>
    <message>
        <source>{0} is no detector file: its format is {1}.</source>
        <translation>{0} ist keine Detektordatei: Ihr Format ist {1}.</translation>
    </message>
    <message>
        <source>its format version is {0}</source>
        <translation>ihre Formatversion ist {0}</translation>
    </message>
    <message>
        <source>{0} was made by a newer program (format {1}; this one reads up to {2}). Update Inspector.</source>
        <translation>{0} stammt von einem neueren Programm (Format {1}; dieses liest bis {2}). Aktualisieren Sie Inspector.</translation>
    </message>
    <message>
        <source>its members are not those that its manifest lists</source>
        <translation>sie enthält nicht, was ihr Inhaltsverzeichnis nennt</translation>
    </message>
    <message>
        <source>it is larger than any detector file</source>
        <translation>sie ist größer als jede Detektordatei</translation>
    </message>
    <message>
        <source>{0} does not have the size that the manifest says</source>
        <translation>{0} hat nicht die Größe, die das Inhaltsverzeichnis nennt</translation>
    </message>
    <message>
        <source>{0} cannot be unpacked</source>
        <translation>{0} lässt sich nicht auspacken</translation>
    </message>
    <message>
        <source>{0} is not what was written (its sha256 sum differs)</source>
        <translation>{0} ist nicht, was geschrieben wurde (die sha256-Summe weicht ab)</translation>
    </message>
    <message>
        <source>{0} is damaged or was changed: {1}. Copy it again from where it was exported.</source>
        <translation>{0} ist beschädigt oder wurde geändert: {1}. Kopieren Sie die Datei erneut von dort, wo sie exportiert wurde.</translation>
    </message>
    <message>
        <source>references is {0}, painted {1}: at least 0 of each.</source>
        <translation>Referenzen: {0}, bemalte: {1}; je mindestens 0.</translation>
    </message>
    <message>
        <source>{0} has no good image to learn from. Put some into a folder named good (or train/good).</source>
        <translation>{0} hat kein gutes Bild zum Lernen. Legen Sie einige in einen Ordner namens good (oder train/good).</translation>
    </message>
    <message>
        <source>Mark at least one image as good and use it as a reference.</source>
        <translation>Markieren Sie mindestens ein Bild als gut, und machen Sie es zur Referenz.</translation>
    </message>
    <message>
        <source>{0} has no finite score.</source>
        <translation>{0} hat keinen endlichen Score.</translation>
    </message>
    <message>
        <source>None of {0} images can be measured. {1}</source>
        <translation>Keines von {0} Bildern ist messbar. {1}</translation>
    </message>
    <message>
        <source>There are no images to study.</source>
        <translation>Es gibt keine Bilder für die Studie.</translation>
    </message>
    <message>
        <source>may be acceptable: 10 to 30 %</source>
        <translation>vielleicht annehmbar: 10 bis 30 %</translation>
    </message>
    <message>
        <source>not acceptable: above 30 %</source>
        <translation>nicht annehmbar: über 30 %</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>under {0} conditions</source>
        <translation>unter {0} Bedingungen</translation>
    </message>
    <message>
        <source>; {0} could not be measured</source>
        <translation>; {0} waren nicht messbar</translation>
    </message>
    <message>
        <source>from the mean of the good parts, in GRR</source>
        <translation>vom Mittel der guten Teile, in GRR</translation>
    </message>
    <message>
        <source>Room up to the fail limit</source>
        <translation>Abstand zur Fehlergrenze</translation>
    </message>
    <message>
        <source>{0} sigmas</source>
        <translation>{0} Sigmas</translation>
    </message>
    <message>
        <source>Parts that change their verdict</source>
        <translation>Teile mit wechselndem Urteil</translation>
    </message>
    <message>
        <source>Always the same verdict</source>
        <translation>Immer dasselbe Urteil</translation>
    </message>
    <message>
        <source>of parts with several images</source>
        <translation>der Teile mit mehreren Bildern</translation>
    </message>
    <message>
        <source>Always the same under {0}</source>
        <translation>Immer dasselbe unter {0}</translation>
    </message>
    <message>
        <source>Kappa between repeats</source>
        <translation>Kappa zwischen Wiederholungen</translation>
    </message>
    <message>
        <source>Kappa between conditions</source>
        <translation>Kappa zwischen Bedingungen</translation>
    </message>
    <message>
        <source>not defined</source>
        <translation>nicht bestimmt</translation>
    </message>
    <message>
        <source>none to count</source>
        <translation>keine zu zählen</translation>
    </message>
    <message>
        <source>{0} of {1}, {2} % [{3}, {4}]</source>
        <translation>{0} von {1}, {2} % [{3}, {4}]</translation>
    </message>
    <message>
        <source>sigma: the same part under the same condition</source>
        <translation>Sigma: dasselbe Teil unter derselben Bedingung</translation>
    </message>
    <message>
        <source>sigma: between conditions</source>
        <translation>Sigma: zwischen Bedingungen</translation>
    </message>
    <message>
        <source>sigma: a condition that moves some parts only; p = {0}</source>
        <translation>Sigma: eine Bedingung, die nur manche Teile verschiebt; p = {0}</translation>
    </message>
    <message>
        <source>pooled with repeatability; p = {0}</source>
        <translation>mit der Wiederholbarkeit vereint; p = {0}</translation>
    </message>
    <message>
        <source>sigma: all that is not the part</source>
        <translation>Sigma: alles, was nicht das Teil ist</translation>
    </message>
    <message>
        <source>Part to part (PV)</source>
        <translation>Teil zu Teil (PV)</translation>
    </message>
    <message>
        <source>sigma: between parts</source>
        <translation>Sigma: zwischen Teilen</translation>
    </message>
    <message>
        <source>enough: at least 5</source>
        <translation>genug: mindestens 5</translation>
    </message>
    <message>
        <source>too few: below 5</source>
        <translation>zu wenige: unter 5</translation>
    </message>
    <message>
        <source>Distinct categories</source>
        <translation>Unterscheidbare Klassen</translation>
    </message>
    <message>
        <source>Images with the right verdict</source>
        <translation>Bilder mit richtigem Urteil</translation>
    </message>
    <message>
        <source>unsure is not right</source>
        <translation>unsicher ist nicht richtig</translation>
    </message>
    <message>
        <source>Parts always right</source>
        <translation>Immer richtige Teile</translation>
    </message>
    <message>
        <source>Kappa against the labels</source>
        <translation>Kappa gegen die Markierungen</translation>
    </message>
    <message>
        <source>Kappa without unsure images</source>
        <translation>Kappa ohne unsichere Bilder</translation>
    </message>
    <message>
        <source>{0} unsure left out</source>
        <translation>{0} unsichere ausgelassen</translation>
    </message>
    <message>
        <source>by images</source>
        <translation>nach Bildern</translation>
    </message>
    <message>
        <source>Bad parts missed at least once</source>
        <translation>Schlechte Teile, mindestens einmal durchgelassen</translation>
    </message>
    <message>
        <source>by parts</source>
        <translation>nach Teilen</translation>
    </message>
    <message>
        <source>False alarms (overkill)</source>
        <translation>Fehlalarme (Pseudofehler)</translation>
    </message>
    <message>
        <source>Good parts stopped at least once</source>
        <translation>Gute Teile, mindestens einmal gestoppt</translation>
    </message>
    <message>
        <source>Good images that are unsure</source>
        <translation>Gute Bilder, die unsicher sind</translation>
    </message>
    <message>
        <source>go to a person</source>
        <translation>gehen an einen Menschen</translation>
    </message>
    <message>
        <source>Bad images that are unsure</source>
        <translation>Schlechte Bilder, die unsicher sind</translation>
    </message>
    <message>
        <source>PART/CONDITION/image.png, PART/image.png, or part_condition_repeat.png</source>
        <translation>TEIL/BEDINGUNG/bild.png, TEIL/bild.png oder teil_bedingung_wiederholung.png</translation>
    </message>
    <message>
        <source>{0}: there is no such file or folder. Was it moved or renamed?</source>
        <translation>{0}: Es gibt keine solche Datei und keinen solchen Ordner. Verschoben oder umbenannt?</translation>
    </message>
    <message>
        <source>{0} holds no image. Expected: {1}.</source>
        <translation>{0} enthält kein Bild. Erwartet: {1}.</translation>
    </message>
    <message>
        <source>{0} lies too deep below {1}. Expected: {2}.</source>
        <translation>{0} liegt zu tief unter {1}. Erwartet: {2}.</translation>
    </message>
    <message>
        <source>{0}: the name does not say which part it shows. Expected: {1}; or list the images in a CSV file.</source>
        <translation>{0}: Der Name sagt nicht, welches Teil es zeigt. Erwartet: {1}; oder nennen Sie die Bilder in einer CSV-Datei.</translation>
    </message>
    <message>
        <source>{0} is not UTF-8 text. Save it as CSV UTF-8.</source>
        <translation>{0} ist kein UTF-8-Text. Speichern Sie es als CSV UTF-8.</translation>
    </message>
    <message>
        <source>{0} is not a CSV table: {1}.</source>
        <translation>{0} ist keine CSV-Tabelle: {1}.</translation>
    </message>
    <message>
        <source>{0} is empty. Expected: a line of headings {1}.</source>
        <translation>{0} ist leer. Erwartet: eine Zeile mit den Überschriften {1}.</translation>
    </message>
    <message>
        <source>{0} has no column {1}. Expected headings: {2}.</source>
        <translation>{0} hat keine Spalte {1}. Erwartete Überschriften: {2}.</translation>
    </message>
    <message>
        <source>{0}, line {1}: the {2} is missing.</source>
        <translation>{0}, Zeile {1}: {2} fehlt.</translation>
    </message>
    <message>
        <source>{0}, line {1}: the label {2} is not known. Write good, bad or unset.</source>
        <translation>{0}, Zeile {1}: Die Markierung {2} ist unbekannt. Schreiben Sie good, bad oder unset.</translation>
    </message>
    <message>
        <source>{0} lists no image.</source>
        <translation>{0} nennt kein Bild.</translation>
    </message>
    <message>
        <source>{0}: some images have a condition, {1} has none. Give all of them one, or none.</source>
        <translation>{0}: Manche Bilder haben eine Bedingung, {1} hat keine. Geben Sie allen eine oder keinem.</translation>
    </message>
    <message>
        <source>{0} names {1} twice. A repeat is an image of its own.</source>
        <translation>{0} nennt {1} zweimal. Eine Wiederholung ist ein eigenes Bild.</translation>
    </message>
    <message>
        <source>{0}: the part {1} is called both good and bad. A part is one or the other.</source>
        <translation>{0}: Das Teil {1} heißt gut und schlecht. Ein Teil ist das eine oder das andere.</translation>
    </message>
    <message>
        <source>{0} images are exact copies of others: a copied file is no repeat, and the spread looks smaller than it is.</source>
        <translation>{0} Bilder sind genaue Kopien anderer: Eine kopierte Datei ist keine Wiederholung, und die Streuung sieht kleiner aus, als sie ist.</translation>
    </message>
    <message>
        <source>{0} images were used to make this detector or its limits: their scores are lower than those of new images. Photograph the parts anew.</source>
        <translation>{0} Bilder dienten diesem Detektor oder seinen Grenzen: Ihre Scores sind kleiner als die neuer Bilder. Nehmen Sie die Teile neu auf.</translation>
    </message>
    <message>
        <source>Only {0} parts: AIAG wants at least {1} for a gauge study. The spread between parts is a rough guess.</source>
        <translation>Nur {0} Teile: AIAG verlangt mindestens {1} für eine Messmittelstudie. Die Streuung zwischen Teilen ist grob geschätzt.</translation>
    </message>
    <message>
        <source>Some parts have only {0} images per condition: AIAG wants {1} repeats.</source>
        <translation>Manche Teile haben nur {0} Bilder je Bedingung: AIAG verlangt {1} Wiederholungen.</translation>
    </message>
    <message>
        <source>There is one condition: what another light, position or camera does to the score is not in these numbers.</source>
        <translation>Es gibt eine Bedingung: Was anderes Licht, eine andere Lage oder Kamera mit dem Score macht, steckt nicht in diesen Zahlen.</translation>
    </message>
    <message>
        <source>Only {0} conditions: AIAG wants {1}.</source>
        <translation>Nur {0} Bedingungen: AIAG verlangt {1}.</translation>
    </message>
    <message>
        <source>Not every part was photographed under every condition: differences between parts and between conditions are mixed up to some degree.</source>
        <translation>Nicht jedes Teil wurde unter jeder Bedingung aufgenommen: Unterschiede zwischen Teilen und zwischen Bedingungen sind teils vermischt.</translation>
    </message>
    <message>
        <source>No part has two images under the same condition: repeatability cannot be told. Photograph every part several times.</source>
        <translation>Kein Teil hat zwei Bilder unter derselben Bedingung: Über die Wiederholbarkeit ist nichts bekannt. Nehmen Sie jedes Teil mehrmals auf.</translation>
    </message>
    <message>
        <source>All repeats have exactly the same scores: are the images copies of each other? No camera repeats itself that well.</source>
        <translation>Alle Wiederholungen haben genau dieselben Scores: Sind die Bilder Kopien voneinander? So gut wiederholt sich keine Kamera.</translation>
    </message>
    <message>
        <source>Some parts spread much more than others: one sigma for all is too large for the calm ones and too small for the rest. Look at the spread of each part.</source>
        <translation>Manche Teile streuen viel stärker als andere: Ein Sigma für alle ist für die ruhigen zu groß und für die übrigen zu klein. Sehen Sie die Streuung jedes Teils an.</translation>
    </message>
    <message>
        <source>The detector has no limits yet: there are scores, but no verdicts to compare.</source>
        <translation>Der Detektor hat noch keine Grenzen: Es gibt Scores, aber keine Urteile zum Vergleichen.</translation>
    </message>
    <message>
        <source>Nobody has said which parts are good or bad: the verdicts are compared only with each other.</source>
        <translation>Niemand hat gesagt, welche Teile gut oder schlecht sind: Die Urteile werden nur miteinander verglichen.</translation>
    </message>
    <message>
        <source>false alarms</source>
        <translation>Fehlalarme</translation>
    </message>
    <message>
        <source>All labelled parts are {0}: nothing is known about {1}, and kappa against the labels means nothing. Add {2} parts.</source>
        <translation>Alle markierten Teile sind {0}: Über {1} ist nichts bekannt, und Kappa gegen die Markierungen bedeutet nichts. Fügen Sie Teile der Art {2} hinzu.</translation>
    </message>
    <message>
        <source>Only {0} labelled parts: AIAG wants about {1} for an attribute study. Look at the intervals.</source>
        <translation>Nur {0} markierte Teile: AIAG verlangt etwa {1} für eine attributive Studie. Beachten Sie die Intervalle.</translation>
    </message>
    <message>
        <source>{0} of {1} parts lie within {2} sigmas of a limit; AIAG wants 30 to 50 %. With easy parts alone every inspection looks repeatable.</source>
        <translation>{0} von {1} Teilen liegen innerhalb von {2} Sigmas einer Grenze; AIAG verlangt 30 bis 50 %. Mit leichten Teilen allein sieht jede Prüfung wiederholbar aus.</translation>
    </message>
    <message>
        <source>Reading the text tower {0}</source>
        <translation>Das Textnetz {0} wird gelesen</translation>
    </message>
    <message>
        <source>{0} does not fit the text tower {1}: {2}</source>
        <translation>{0} passt nicht zum Textnetz {1}: {2}</translation>
    </message>
    <message>
        <source>{0} does not fit the text tower {1} ({2} keys missing or unknown, first {3}). Is it a file of both towers?</source>
        <translation>{0} passt nicht zum Textnetz {1} ({2} Schlüssel fehlen oder sind unbekannt, zuerst {3}). Ist es eine Datei mit beiden Netzen?</translation>
    </message>
    <message>
        <source>Words need the package open-clip-torch, which is not installed here: pip install &quot;visual-inspector[text]&quot;. Detectors that are finished run without it.</source>
        <translation>Begriffe brauchen das Paket open-clip-torch, das hier nicht installiert ist: pip install &quot;visual-inspector[text]&quot;. Fertige Detektoren laufen ohne es.</translation>
    </message>
    <message>
        <source>Downloading the text tower {0}</source>
        <translation>Das Textnetz {0} wird heruntergeladen</translation>
    </message>
    <message>
        <source>The weights of the text tower {0} are not here and could not be downloaded: {1} Fetch {2} ({3} MB) from the repository {4} ({5}) and save it as {6}.</source>
        <translation>Die Gewichte des Textnetzes {0} sind nicht hier und konnten nicht heruntergeladen werden: {1} Holen Sie {2} ({3} MB) aus dem Repository {4} ({5}), und speichern Sie die Datei als {6}.</translation>
    </message>
    <message>
        <source>{0}: holds several pages. Save each page as a file of its own.</source>
        <translation>{0}: enthält mehrere Seiten. Speichern Sie jede Seite als eigene Datei.</translation>
    </message>
    <message>
        <source>no page</source>
        <translation>keine Seite</translation>
    </message>
    <message>
        <source>tag {0} is missing or damaged</source>
        <translation>Tag {0} fehlt oder ist beschädigt</translation>
    </message>
    <message>
        <source>signed numbers</source>
        <translation>Zahlen mit Vorzeichen</translation>
    </message>
    <message>
        <source>floating-point numbers</source>
        <translation>Gleitkommazahlen</translation>
    </message>
    <message>
        <source>{0}: holds {1} of {2} bit, and nothing says which of them is white. Save it as 8 or 16 bit.</source>
        <translation>{0}: enthält {1} mit {2} Bit, und nichts sagt, welche davon Weiß ist. Speichern Sie es mit 8 oder 16 Bit.</translation>
    </message>
    <message>
        <source>unsigned numbers</source>
        <translation>Zahlen ohne Vorzeichen</translation>
    </message>
    <message>
        <source>{0}: stores its 16-bit colours in a rare way (not grey or interleaved RGB). Save it as a 16-bit PNG, or as TIFF with grey or interleaved RGB.</source>
        <translation>{0}: speichert seine 16-Bit-Farben auf seltene Weise (weder Grau noch verschachteltes RGB). Speichern Sie es als 16-Bit-PNG oder als TIFF mit Grau oder verschachteltem RGB.</translation>
    </message>
    <message>
        <source>tile {0} of {1}</source>
        <translation>Kachel {0} von {1}</translation>
    </message>
    <message>
        <source>Tile side</source>
        <translation>Kachelseite</translation>
    </message>
    <message>
        <source>Pixels. The backbone sees an image in square tiles of this side, so that large images fit in memory; 768 suits the built-in one. 0 shows it the whole image at once.</source>
        <translation>Pixel. Das Backbone sieht ein Bild in quadratischen Kacheln dieser Seite, damit große Bilder in den Speicher passen; 768 passt zum eingebauten. 0 zeigt ihm das ganze Bild auf einmal.</translation>
    </message>
    <message>
        <source>Overlap of tiles</source>
        <translation>Überlappung der Kacheln</translation>
    </message>
    <message>
        <source>Pixels that neighbouring tiles share, half a tile at most. The built-in backbone looks 88 pixels around a patch: with 176 or more there are no seams.</source>
        <translation>Pixel, die benachbarte Kacheln gemeinsam haben, höchstens eine halbe Kachel. Das eingebaute Backbone sieht 88 Pixel um einen Patch herum: Ab 176 gibt es keine Nähte.</translation>
    </message>
    <message>
        <source>Full resolution</source>
        <translation>Volle Auflösung</translation>
    </message>
    <message>
        <source>With tiles only: do not shrink images to the input size, so that the smallest defects stay. Takes longer by the number of pixels.</source>
        <translation>Nur mit Kacheln: Bilder nicht auf die Eingabegröße verkleinern, damit die kleinsten Defekte erhalten bleiben. Dauert entsprechend der Zahl der Pixel länger.</translation>
    </message>
    <message>
        <source>full_resolution is {0}; it may be true or false.</source>
        <translation>full_resolution ist {0}; möglich ist true oder false.</translation>
    </message>
    <message>
        <source>{0} is {1}; it may be a whole number from {2} to {3}{4}.</source>
        <translation>{0} ist {1}; möglich ist eine ganze Zahl von {2} bis {3}{4}.</translation>
    </message>
    <message>
        <source>{0} and {1} differ in size. Paint both on the same image.</source>
        <translation>{0} und {1} sind verschieden groß. Malen Sie beide auf demselben Bild.</translation>
    </message>
    <message>
        <source>No pixel is left to inspect with the masks {0} and {1}.</source>
        <translation>Mit den Masken {0} und {1} bleibt kein Pixel zu prüfen.</translation>
    </message>
    <message>
        <source>The detector {0} learns from no synthetic defects. Choose one that does, such as manifold-projector.</source>
        <translation>Der Detektor {0} lernt nicht von künstlichen Defekten. Wählen Sie einen, der es tut, etwa manifold-projector.</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>nicht angesehen</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht verwendet</translation>
    </message>
    <message>
        <source>looks usable</source>
        <translation>scheint brauchbar</translation>
    </message>
    <message>
        <source>does not look usable</source>
        <translation>scheint nicht brauchbar</translation>
    </message>
    <message>
        <source>{0}; it {1}: {2} (--masks DIR shows it)</source>
        <translation>{0}; sie {1}: {2} (--masks DIR zeigt sie)</translation>
    </message>
    <message>
        <source>Inspecting {0}</source>
        <translation>{0} wird geprüft</translation>
    </message>
    <message>
        <source>{0} is not among the images whose patches are all known. Fit again.</source>
        <translation>{0} ist nicht unter den Bildern, deren Patches alle bekannt sind. Lernen Sie neu an.</translation>
    </message>
    <message>
        <source>The detector {0} as it is set</source>
        <translation>Der Detektor {0}, wie er eingestellt ist,</translation>
    </message>
    <message>
        <source>The detector {0}</source>
        <translation>Der Detektor {0}</translation>
    </message>
    <message>
        <source>The object mask</source>
        <translation>Die Objektmaske</translation>
    </message>
    <message>
        <source>The method&apos;s own score</source>
        <translation>Der eigene Score der Methode</translation>
    </message>
    <message>
        <source>An image of {0} x {1} pixels becomes {2} x {3} at size {4}: too large. Choose a smaller size, or tiles where there are none.</source>
        <translation>Ein Bild von {0} x {1} Pixeln wird bei Größe {4} zu {2} x {3}: zu groß. Wählen Sie eine kleinere Größe, oder Kacheln, wo es noch keine gibt.</translation>
    </message>
    <message>
        <source>From {0}: {1}. It says nothing about bad parts.</source>
        <translation>Aus {0}: {1}. Über schlechte Teile sagt sie nichts.</translation>
    </message>
    <message>
        <source>{0} false alarms cannot be promised from {1}: that takes {2}. The limit is the largest good score instead: {3}. It says nothing about bad parts.</source>
        <translation>{0} Fehlalarme lassen sich aus {1} nicht versprechen: Dazu braucht es {2}. Die Grenze ist stattdessen der größte gute Score: {3}. Über schlechte Teile sagt sie nichts.</translation>
    </message>
    <message>
        <source>From {0}: {1}. It says nothing about good parts.</source>
        <translation>Aus {0}: {1}. Über gute Teile sagt sie nichts.</translation>
    </message>
    <message>
        <source>{0} escapes cannot be promised from {1}: that takes {2}. The limit is the smallest bad score instead: {3}. It says nothing about good parts.</source>
        <translation>{0} Schlupf lässt sich aus {1} nicht versprechen: Dazu braucht es {2}. Die Grenze ist stattdessen der kleinste schlechte Score: {3}. Über gute Teile sagt sie nichts.</translation>
    </message>
    <message>
        <source>Set by hand; {0} of {1} good images lie above it. It promises no rate. {2}</source>
        <translation>Von Hand gesetzt; {0} von {1} guten Bildern liegen darüber. Sie verspricht keine Rate. {2}</translation>
    </message>
    <message>
        <source>If the scores of good parts were normally distributed, {0} of them would lie above it: assumed, not promised. {1}</source>
        <translation>Wären die Scores guter Teile normalverteilt, lägen {0} davon darüber: angenommen, nicht versprochen. {1}</translation>
    </message>
    <message>
        <source>{0} of {1} good images lie above it; it promises no rate. {2}</source>
        <translation>{0} von {1} guten Bildern liegen darüber; sie verspricht keine Rate. {2}</translation>
    </message>
    <message>
        <source>If the largest scores go on as they begin, {0} of good parts lie above it: assumed, not promised. {1}</source>
        <translation>Gehen die größten Scores weiter, wie sie beginnen, liegen {0} der guten Teile darüber: angenommen, nicht versprochen. {1}</translation>
    </message>
    <message>
        <source>{0} needs all patches of an image at once: {1} fit in memory, these are {2}. Choose a smaller input size without full resolution, or the detector patch-memory without the object mask.</source>
        <translation>{0} braucht alle Patches eines Bildes auf einmal: {1} passen in den Speicher, dies sind {2}. Wählen Sie eine kleinere Eingabegröße ohne volle Auflösung, oder den Detektor patch-memory ohne die Objektmaske.</translation>
    </message>
    <message>
        <source>{0} is missing. Inspector is incomplete here: install it again.</source>
        <translation>{0} fehlt. Inspector ist hier unvollständig: Installieren Sie das Programm erneut.</translation>
    </message>
    <message>
        <source>Nobody expected this</source>
        <translation>Damit hat niemand gerechnet</translation>
    </message>
    <message>
        <source>The image is {0} x {1} pixels now, what was painted on it {2} x {3}. Put the old file back.</source>
        <translation>Das Bild hat jetzt {0} x {1} Pixel, das darauf Gemalte {2} x {3}. Legen Sie die alte Datei zurück.</translation>
    </message>
    <message>
        <source>Reading the masks</source>
        <translation>Die Masken werden gelesen</translation>
    </message>
    <message>
        <source>A job failed</source>
        <translation>Eine Aufgabe ist gescheitert</translation>
    </message>
    <message>
        <source>Looking at {0}</source>
        <translation>{0} wird angesehen</translation>
    </message>
    <message>
        <source>Taking the mask {0}</source>
        <translation>Maske {0} wird übernommen</translation>
    </message>
    <message>
        <source>Mark at least one image as good (G) and use it as a reference (R).</source>
        <translation>Markieren Sie mindestens ein Bild als gut (G), und machen Sie es zur Referenz (R).</translation>
    </message>
    <message>
        <source>Name the right file with --weights.</source>
        <translation>Nennen Sie die richtige Datei mit --weights.</translation>
    </message>
    <message>
        <source>Choose the right weights file.</source>
        <translation>Wählen Sie die richtige Gewichtsdatei.</translation>
    </message>
    <message>
        <source>Reading the self-test images</source>
        <translation>Die Selbsttestbilder werden gelesen</translation>
    </message>
    <message>
        <source>No image that the detector learned from can be read any more, so the file could not be tested. Put the images back where they were, or find them again.</source>
        <translation>Kein Bild, von dem der Detektor gelernt hat, ist noch lesbar; die Datei konnte darum nicht getestet werden. Legen Sie die Bilder zurück, oder suchen Sie sie wieder.</translation>
    </message>
    <message>
        <source>The file needs the weights of {0}, which are neither inside it nor on this machine. Choose the weights file.</source>
        <translation>Die Datei braucht die Gewichte von {0}, die weder darin noch auf diesem Rechner sind. Wählen Sie die Gewichtsdatei.</translation>
    </message>
    <message>
        <source>{0} does not hold what a detector needs ({1}). Export it again.</source>
        <translation>{0} enthält nicht, was ein Detektor braucht ({1}). Exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>Measuring regions</source>
        <translation>Bereiche werden vermessen</translation>
    </message>
    <message>
        <source>No image of this inspection is named {0}.</source>
        <translation>Kein Bild dieser Prüfung heißt {0}.</translation>
    </message>
    <message>
        <source>No image named {0} lies in a folder {1}.</source>
        <translation>Kein Bild namens {0} liegt in einem Ordner {1}.</translation>
    </message>
    <message>
        <source>It may belong to several images: {0}. Sort them into folders.</source>
        <translation>Sie kann zu mehreren Bildern gehören: {0}. Ordnen Sie sie in Ordner.</translation>
    </message>
    <message>
        <source>Looking for masks</source>
        <translation>Masken werden gesucht</translation>
    </message>
    <message>
        <source>{0} is a mask of the same image.</source>
        <translation>{0} ist eine Maske desselben Bildes.</translation>
    </message>
    <message>
        <source>Writing the masks of {0}</source>
        <translation>Die Masken von {0} werden geschrieben</translation>
    </message>
    <message>
        <source>Without {0}, which has no area.</source>
        <translation>Ohne {0}, das keine Fläche hat.</translation>
    </message>
    <message>
        <source>The files of {0} cannot be looked for</source>
        <translation>Nach den Dateien von {0} kann nicht gesehen werden</translation>
    </message>
    <message>
        <source>{0} cannot be written. Choose another folder.</source>
        <translation>{0} kann nicht geschrieben werden. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Drawing page {0} of {1}</source>
        <translation>Seite {0} von {1} wird gezeichnet</translation>
    </message>
    <message>
        <source>Results are saved as {0}, not as {1}.</source>
        <translation>Ergebnisse werden als {0} gespeichert, nicht als {1}.</translation>
    </message>
    <message>
        <source>The settings file {0} cannot be written</source>
        <translation>Die Einstellungsdatei {0} kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The settings file {0} is damaged and cannot be moved: {1}</source>
        <translation>Die Einstellungsdatei {0} ist beschädigt und lässt sich nicht verschieben: {1}</translation>
    </message>
    <message>
        <source>The settings file {0} is damaged; it was moved to {1}</source>
        <translation>Die Einstellungsdatei {0} ist beschädigt; sie wurde nach {1} verschoben</translation>
    </message>
    <message>
        <source>The setting {0} is left out: {1}</source>
        <translation>Die Einstellung {0} wird ausgelassen: {1}</translation>
    </message>
    <message>
        <source>No thumbnail of {0}</source>
        <translation>Kein Vorschaubild von {0}</translation>
    </message>
    <message>
        <source>Not every image is measured yet: these limits will still move.</source>
        <translation>Noch sind nicht alle Bilder gemessen: Diese Grenzwerte bewegen sich noch.</translation>
    </message>
    <message>
        <source>{0} The usual rule sets the limit.</source>
        <translation>{0} Die übliche Regel setzt den Grenzwert.</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>Zugriff verweigert</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>Datei gibt es schon</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>Ist ein Ordner</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>Datei oder Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>Ist kein Ordner</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>Nicht erlaubt</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>[Errno {0}] {1}</source>
        <translation>[Fehler {0}] {1}</translation>
    </message>
    <message>
        <source>broken data stream when reading image file</source>
        <translation>der Datenstrom der Bilddatei ist unterbrochen</translation>
    </message>
    <message>
        <source>unrecognized data stream contents when reading image file</source>
        <translation>der Datenstrom der Bilddatei ist unverständlich</translation>
    </message>
    <message>
        <source>Truncated File Read</source>
        <translation>die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>image file is truncated</source>
        <translation>die Bilddatei ist abgeschnitten</translation>
    </message>
    <message>
        <source>image file is truncated ({0} bytes not processed)</source>
        <translation>die Bilddatei ist abgeschnitten ({0} Byte nicht verarbeitet)</translation>
    </message>
    <message>
        <source>The weights of {0} ({1}) are not here. Choose this backbone again in the Fit panel: it offers to download them or to take a file.</source>
        <translation>Die Gewichte von {0} ({1}) sind nicht hier. Wählen Sie dieses Backbone unter „Anlernen“ erneut: Dort lassen sie sich herunterladen oder aus einer Datei nehmen.</translation>
    </message>
    <message>
        <source>missing keys: {0}</source>
        <translation>fehlende Schlüssel: {0}</translation>
    </message>
    <message>
        <source>unknown keys: {0}</source>
        <translation>unbekannte Schlüssel: {0}</translation>
    </message>
    <message>
        <source>the mask keeps {0} % of the image, not 8 % to 60 %</source>
        <translation>die Maske behält {0} % des Bildes, nicht 8 % bis 60 %</translation>
    </message>
    <message>
        <source>the largest piece holds only {0} % of the mask</source>
        <translation>das größte Stück hat nur {0} % der Maske</translation>
    </message>
    <message>
        <source>{0} is no {1}. There are: {2}.</source>
        <translation>{0} ist {1}. Es gibt: {2}.</translation>
    </message>
    <message>
        <source>{0} needs its number: {1}.</source>
        <translation>{0} braucht eine Zahl: {1}.</translation>
    </message>
    <message>
        <source>{0} cannot be read: {1} is not a number.</source>
        <translation>{0} ist nicht lesbar: {1} ist keine Zahl.</translation>
    </message>
    <message>
        <source>{0} cannot be used. {1}</source>
        <translation>{0} ist nicht verwendbar. {1}</translation>
    </message>
    <message>
        <source>{0} lacks its number.</source>
        <translation>In {0} fehlt die Zahl.</translation>
    </message>
    <message>
        <source>known rule</source>
        <translation>keine bekannte Regel</translation>
    </message>
    <message>
        <source>known score</source>
        <translation>kein bekannter Score</translation>
    </message>
    <message>
        <source>Save them as {0}, or choose your file when the window asks for the weights.</source>
        <translation>Speichern Sie sie als {0}, oder wählen Sie Ihre Datei, wenn das Fenster nach den Gewichten fragt.</translation>
    </message>
    <message>
        <source>Fetch {0} ({1} MB) from the repository {2} ({3}) and save it as {4}, or keep it anywhere and choose it when the window asks for the weights.</source>
        <translation>Holen Sie {0} ({1} MB) aus dem Repository {2} ({3}), und speichern Sie die Datei als {4}, oder legen Sie sie irgendwo ab, und wählen Sie sie, wenn das Fenster nach den Gewichten fragt.</translation>
    </message>
    <message>
        <source>The weights of {0} on this machine are not those that the detector was made with (sha256 {1}, not {2}). Choose the right weights file.</source>
        <translation>Die Gewichte von {0} auf diesem Rechner sind nicht die, mit denen der Detektor entstand (sha256 {1}, nicht {2}). Wählen Sie die richtige Gewichtsdatei.</translation>
    </message>
    <message>
        <source>{0} does not decide here as it did where it was made: {1}, more than {2} of the limit. Fit the detector on this machine, or use the versions that it was made with.</source>
        <translation>{0} entscheidet hier nicht wie dort, wo die Datei entstand: {1}, mehr als {2} der Grenze. Lernen Sie den Detektor auf diesem Rechner an, oder verwenden Sie die Versionen, mit denen er entstand.</translation>
    </message>
    <message>
        <source>The backbone {0} of this version computes other features than the one that the detector was made with. Fit the detector again, or use the version that it was made with.</source>
        <translation>Das Backbone {0} dieser Version berechnet andere Merkmale als das, mit dem der Detektor entstand. Lernen Sie den Detektor erneut an, oder verwenden Sie die Version, mit der er entstand.</translation>
    </message>
    <message>
        <source>This rule needs at least one good image with a score, and there is none. Add a good image, or set the limit by hand.</source>
        <translation>Diese Regel braucht mindestens ein gutes Bild mit einem Score, und es gibt keines. Fügen Sie ein gutes Bild hinzu, oder setzen Sie die Grenze von Hand.</translation>
    </message>
    <message>
        <source>This rule needs at least one bad image with a score, and there is none. Add a bad image, or set the limit by hand.</source>
        <translation>Diese Regel braucht mindestens ein schlechtes Bild mit einem Score, und es gibt keines. Fügen Sie ein schlechtes Bild hinzu, oder setzen Sie die Grenze von Hand.</translation>
    </message>
    <message>
        <source>A fraction is more than 0 and at most 1, not {0}.</source>
        <translation>Ein Anteil ist größer als 0 und höchstens 1, nicht {0}.</translation>
    </message>
    <message>
        <source>A percentile lies between 0 and 100, not at {0}.</source>
        <translation>Ein Perzentil liegt zwischen 0 und 100, nicht bei {0}.</translation>
    </message>
    <message>
        <source>{0} has {1} good training images, and {2} are asked for.</source>
        <translation>{0} hat {1} gute Trainingsbilder, und {2} sind verlangt.</translation>
    </message>
    <message>
        <source>With {0} painted images none is left to test. Paint fewer.</source>
        <translation>Bei {0} bemalten Bildern bleibt keines zum Testen. Malen Sie weniger.</translation>
    </message>
</context>
<context>
    <name>filled in</name>
    <message>
        <source>Somebody</source>
        <translation>Jemand</translation>
    </message>
    <message>
        <source>Subspace</source>
        <translation>Unterraum</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>Empfohlen</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>Back to the default</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>decides exactly the same</source>
        <translation>entscheidet genau gleich</translation>
    </message>
    <message>
        <source>decides the same</source>
        <translation>entscheidet gleich</translation>
    </message>
    <message>
        <source>decides the same up to rounding</source>
        <translation>entscheidet bis auf Rundung gleich</translation>
    </message>
    <message>
        <source>does not decide the same</source>
        <translation>entscheidet nicht gleich</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Defects</source>
        <translation>Defekte</translation>
    </message>
    <message>
        <source>Ignore regions</source>
        <translation>Ignorierte Bereiche</translation>
    </message>
    <message>
        <source>Regions of interest</source>
        <translation>Prüfbereiche</translation>
    </message>
</context>
</TS>
