import django.utils.timezone
from django.db import migrations, models
from django.utils import timezone


def count_months(apps, schema_editor):
    """Those of stories that readers have already."""
    zone = timezone.get_default_timezone()
    changed = {}
    rows = apps.get_model('stories', 'Story').objects.filter(is_public=True).exclude(published_at=None)
    for published_at, last_published_at in rows.values_list('published_at', 'last_published_at').iterator():
        day = published_at.astimezone(zone).date().replace(day=1)
        changed[day] = max(changed.get(day, published_at), last_published_at or published_at)
    Month = apps.get_model('press', 'Month')
    Month.objects.bulk_create(
        Month(starts_at=start_of(day, zone), ends_at=start_of(next_month(day), zone), changed_at=at)
        for day, at in changed.items()
    )


def start_of(day, zone):
    return timezone.datetime(day.year, day.month, 1, tzinfo=zone)


def next_month(day):
    return day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


class Migration(migrations.Migration):

    dependencies = [
        ('press', '0001_purges'),
        ('stories', '0003_paper_for_machines'),
    ]

    operations = [
        migrations.CreateModel(
            name='Month',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(unique=True)),
                ('ends_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Ping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('endpoint', models.URLField(max_length=300)),
                ('url', models.URLField(max_length=500)),
                ('noted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('endpoint', 'url'), name='one_ping_per_address')],
            },
        ),
        migrations.RunPython(count_months, migrations.RunPython.noop),
    ]
