import brunssum.core.versleuteling
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('core', '0001_initial'),
        ('inspanningen', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Ambassadeursgroep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('naam', models.CharField(max_length=100, unique=True, verbose_name='naam')),
                ('soort', models.CharField(choices=[('inwoners', 'Inwoners'), ('medewerkers', 'Medewerkers gemeente'), ('externe_partijen', 'Externe partijen')], max_length=20, verbose_name='soort')),
                ('omschrijving', models.TextField(help_text='Wie zijn zij, in een of twee zinnen.', verbose_name='omschrijving')),
                ('werkwijze', models.TextField(blank=True, help_text='Hoe de groep wil werken. De groep schrijft dit zelf.', verbose_name='werkwijze')),
                ('gestart_op', models.DateField(verbose_name='gestart op')),
                ('contactpersoon', models.ForeignKey(blank=True, help_text='Wie van het programmateam zorgt dat de groep antwoord krijgt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='contactpersoon')),
            ],
            options={
                'verbose_name': 'ambassadeursgroep',
                'verbose_name_plural': 'ambassadeursgroepen',
                'indexes': [],
                'constraints': [],
            },
        ),
        migrations.CreateModel(
            name='Ambassadeur',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('groep', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ambassadeurs', to='ambassadeurs.ambassadeursgroep')),
                ('aanduiding', models.CharField(help_text='Een functie of een voornaam, zoals de ambassadeur zelf wil.', max_length=100, verbose_name='aanduiding')),
                ('gebruiker', models.ForeignKey(blank=True, help_text='Alleen als deze ambassadeur hier ook inlogt.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ambassadeurschappen', to=settings.AUTH_USER_MODEL, verbose_name='account')),
                ('lid_van', models.DateField(verbose_name='lid vanaf')),
                ('lid_tot', models.DateField(blank=True, null=True, verbose_name='lid tot')),
                ('reden_vertrek', models.CharField(blank=True, help_text='In hun eigen woorden.', max_length=300, verbose_name='waarom deze ambassadeur stopte')),
                ('vergoeding', models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name='vergoeding per bijeenkomst')),
                ('toestemming_foto_op', models.DateField(blank=True, null=True, verbose_name='mag op de foto, gevraagd op')),
                ('toestemming_citaat_op', models.DateField(blank=True, null=True, verbose_name='mag geciteerd worden, gevraagd op')),
                ('mailadres', brunssum.core.versleuteling.EncryptedTextField(blank=True, help_text='Alleen om uit te nodigen en antwoord te geven. Staat versleuteld in de database.', purpose='ambassadeur', verbose_name='mailadres')),
                ('linkversie', models.PositiveIntegerField(default=1, editable=False)),
            ],
            options={
                'verbose_name': 'ambassadeur',
                'verbose_name_plural': 'ambassadeurs',
                'constraints': [models.CheckConstraint(condition=models.Q(('lid_tot__isnull', True), ('lid_tot__gt', models.F('lid_van')), _connector='OR'), name='ambassadeur_lid_tot_na_lid_van', violation_error_message='De laatste dag ligt voor de eerste dag als lid.'), models.UniqueConstraint(condition=models.Q(('gebruiker__isnull', False), ('lid_tot__isnull', True)), fields=('groep', 'gebruiker'), name='ambassadeur_een_keer_per_groep', violation_error_message='Deze persoon is al lid van deze groep.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Trainingsmodule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('groep', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='modules', to='ambassadeurs.ambassadeursgroep', verbose_name='voor wie')),
                ('naam', models.CharField(max_length=120, verbose_name='naam')),
                ('omschrijving', models.TextField(blank=True, verbose_name='omschrijving')),
                ('volgorde', models.PositiveSmallIntegerField(default=1, verbose_name='volgorde')),
            ],
            options={
                'verbose_name': 'trainingsmodule',
                'verbose_name_plural': 'trainingsmodules',
                'constraints': [models.UniqueConstraint(fields=('groep', 'naam'), name='trainingsmodule_een_per_naam', violation_error_message='Deze module is er al voor deze groep.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Bijeenkomst',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('groep', 'Bijeenkomst van een groep'), ('samen', 'De groepen samen'), ('alliantieraad', 'Alliantieraad'), ('leerbijeenkomst', 'Leerbijeenkomst'), ('bewonersberaad', 'Bewonersberaad'), ('training', 'Training')], max_length=20, verbose_name='soort')),
                ('titel', models.CharField(max_length=120, verbose_name='titel')),
                ('begint_op', models.DateTimeField(verbose_name='begint op')),
                ('eindigt_op', models.DateTimeField(verbose_name='eindigt op')),
                ('plaats', models.CharField(max_length=150, verbose_name='plaats')),
                ('agenda', models.TextField(blank=True, verbose_name='agenda')),
                ('module', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bijeenkomsten', to='ambassadeurs.trainingsmodule', verbose_name='module')),
                ('organisator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='organisator')),
                ('afgelast_op', models.DateTimeField(blank=True, null=True, verbose_name='afgelast op')),
                ('verslag', models.TextField(blank=True, help_text='Kort: wat kwam aan de orde, wat spraken we af.', verbose_name='verslag')),
                ('inwoners', models.PositiveSmallIntegerField(blank=True, help_text='0 als er geen inwoner was.', null=True, verbose_name='hoeveel inwoners erbij waren')),
                ('gemaakt_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('versie', models.PositiveIntegerField(default=0, editable=False)),
                ('groepen', models.ManyToManyField(blank=True, related_name='bijeenkomsten', to='ambassadeurs.ambassadeursgroep', verbose_name='voor welke groepen')),
                ('leerpunten', models.ManyToManyField(blank=True, related_name='bijeenkomsten', to='inspanningen.leerpunt', verbose_name='leerpunten')),
            ],
            options={
                'verbose_name': 'bijeenkomst',
                'verbose_name_plural': 'bijeenkomsten',
                'indexes': [models.Index(fields=['soort', 'begint_op'], name='bijeenkomst_ritme')],
                'constraints': [models.CheckConstraint(condition=models.Q(('eindigt_op__gt', models.F('begint_op'))), name='bijeenkomst_eindigt_na_begin', violation_error_message='Het einde ligt niet na het begin.'), models.CheckConstraint(condition=models.Q(('module__isnull', True), ('soort', 'training'), _connector='OR'), name='bijeenkomst_module_bij_training', violation_error_message='Een module hoort bij een training.')],
            },
        ),
        migrations.CreateModel(
            name='Deelname',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bijeenkomst', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deelnames', to='ambassadeurs.bijeenkomst')),
                ('ambassadeur', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deelnames', to='ambassadeurs.ambassadeur')),
                ('organisatie', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.organisatie')),
                ('status', models.CharField(choices=[('gevraagd', 'Gevraagd'), ('aanwezig', 'Was er'), ('afwezig', 'Was er niet')], default='gevraagd', max_length=20)),
                ('gemaild_op', models.DateTimeField(blank=True, null=True)),
                ('gemailde_versie', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'deelname',
                'verbose_name_plural': 'deelnames',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ambassadeur__isnull', False), ('organisatie__isnull', True)), models.Q(('ambassadeur__isnull', True), ('organisatie__isnull', False)), _connector='OR'), name='deelname_van_een'), models.UniqueConstraint(condition=models.Q(('ambassadeur__isnull', False)), fields=('bijeenkomst', 'ambassadeur'), name='deelname_ambassadeur_een_keer'), models.UniqueConstraint(condition=models.Q(('organisatie__isnull', False)), fields=('bijeenkomst', 'organisatie'), name='deelname_organisatie_een_keer')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Ritme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('groep', 'Bijeenkomst van een groep'), ('samen', 'De groepen samen'), ('alliantieraad', 'Alliantieraad'), ('leerbijeenkomst', 'Leerbijeenkomst'), ('bewonersberaad', 'Bewonersberaad'), ('training', 'Training')], max_length=20, unique=True, verbose_name='soort')),
                ('maanden', models.PositiveSmallIntegerField(verbose_name='ten minste eens per … maanden')),
            ],
            options={
                'verbose_name': 'ritme',
                'verbose_name_plural': 'ritmes',
                'constraints': [models.CheckConstraint(condition=models.Q(('maanden__gte', 1), ('maanden__lte', 24)), name='ritme_tot_twee_jaar', violation_error_message='Kies tussen 1 en 24 maanden.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Meeschrijven',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('groep', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='schrijft_mee', to='ambassadeurs.ambassadeursgroep')),
                ('doelstelling', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meeschrijvers', to='inspanningen.doelstelling')),
                ('sinds', models.DateField(verbose_name='sinds')),
            ],
            options={
                'verbose_name': 'meeschrijven',
                'verbose_name_plural': 'meeschrijven',
                'constraints': [models.UniqueConstraint(fields=('groep', 'doelstelling'), name='meeschrijven_een_keer_per_groep', violation_error_message='Deze groep schrijft al mee.')],
                'indexes': [],
            },
        ),
        migrations.CreateModel(
            name='Reflectie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('advies', 'Advies'), ('vraag', 'Vraag'), ('ervaring', 'Ervaring')], max_length=20, verbose_name='wat is het')),
                ('tekst', models.TextField(help_text='Uw advies, vraag of ervaring. Zonder namen van bewoners.', verbose_name='reflectie')),
                ('onderwerp_soort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                ('onderwerp_id', models.BigIntegerField()),
                ('groep', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reflecties', to='ambassadeurs.ambassadeursgroep')),
                ('ambassadeur', models.ForeignKey(blank=True, help_text='Leeg: van de groep samen.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reflecties', to='ambassadeurs.ambassadeur', verbose_name='van wie')),
                ('bijeenkomst', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reflecties', to='ambassadeurs.bijeenkomst', verbose_name='in welke bijeenkomst')),
                ('ontvangen_op', models.DateField(verbose_name='ontvangen op')),
                ('ingevoerd_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('actiepunt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.actiepunt')),
                ('gevolg', models.CharField(blank=True, choices=[('overgenomen', 'We doen het'), ('deels', 'We doen het voor een deel'), ('niet', 'We doen het niet'), ('beantwoord', 'Er hoeft niets te veranderen: dit is het antwoord')], max_length=20, verbose_name='wat doen we ermee')),
                ('antwoord', models.TextField(blank=True, verbose_name='antwoord')),
                ('beantwoord_op', models.DateField(blank=True, null=True, verbose_name='beantwoord op')),
                ('beantwoord_door', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('teruggekoppeld_op', models.DateField(blank=True, null=True, verbose_name='terugverteld op')),
                ('teruggekoppeld_hoe', models.CharField(blank=True, choices=[('gesprek', 'In een gesprek'), ('bijeenkomst', 'In een bijeenkomst'), ('telefoon', 'Aan de telefoon'), ('mail', 'Per mail'), ('brief', 'Met een brief')], max_length=20, verbose_name='hoe terugverteld')),
                ('vastgelegd_op', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                'verbose_name': 'reflectie',
                'verbose_name_plural': 'reflecties',
                'indexes': [models.Index(fields=['onderwerp_soort', 'onderwerp_id'], name='reflectie_per_onderwerp'), models.Index(fields=['teruggekoppeld_op'], name='reflectie_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('antwoord', ''), ('beantwoord_door__isnull', True), ('beantwoord_op__isnull', True), ('gevolg', '')), models.Q(models.Q(('antwoord', ''), _negated=True), models.Q(('gevolg', ''), _negated=True), ('beantwoord_door__isnull', False), ('beantwoord_op__isnull', False)), _connector='OR'), name='reflectie_antwoord_heel_of_niet', violation_error_message='Een antwoord zegt wat we ermee doen, en waarom.'), models.CheckConstraint(condition=models.Q(models.Q(('teruggekoppeld_hoe', ''), ('teruggekoppeld_op__isnull', True)), models.Q(('beantwoord_op__isnull', False), ('teruggekoppeld_op__gte', models.F('ontvangen_op')), models.Q(('teruggekoppeld_hoe', ''), _negated=True)), _connector='OR'), name='reflectie_terugverteld_na_antwoord', violation_error_message='Terugvertellen kan als er een antwoord is.')],
            },
        ),
    ]
